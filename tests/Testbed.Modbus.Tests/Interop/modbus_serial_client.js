// Drives modbus-serial (node) against a server and prints what it got, one line per call.
// Usage: node modbus_serial_client.js tcp|rtu PORT UNIT
"use strict";
const ModbusRTU = require("modbus-serial");

const [framing, port, unit] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const client = new ModbusRTU();

async function show(name, call, pick) {
    try {
        const answer = await call();
        console.log(`${name}: ${JSON.stringify(pick ? pick(answer) : "ok")}`);
    } catch (e) {
        console.log(`${name}: exception ${e.modbusCode ?? e.message}`);
    }
}

async function main() {
    await (framing === "rtu" ? client.connectTelnet("127.0.0.1", { port }) : client.connectTCP("127.0.0.1", { port }));
    client.setID(unit);
    client.setTimeout(5000);
    await show("write coils", () => client.writeCoils(0, [true, false, true]));
    await show("read coils", () => client.readCoils(0, 3), a => a.data.slice(0, 3));
    await show("read discrete inputs", () => client.readDiscreteInputs(5, 2), a => a.data.slice(0, 2));
    await show("write coil", () => client.writeCoil(1, true));
    await show("write registers", () => client.writeRegisters(2, [...Array(123).keys()]));
    await show("write register", () => client.writeRegister(2, 860));
    await show("read holding registers", () => client.readHoldingRegisters(2, 3), a => a.data);
    await show("read input registers", () => client.readInputRegisters(7, 1), a => a.data);
    if (framing === "tcp") {
        await showMore(); // its RTU port knows no more than the above
    }

    await show("address", () => client.readHoldingRegisters(60000, 1), a => a.data);
    client.close(() => process.exit(0));
}

async function showMore() {
    await show("mask", () => client.maskWriteRegister(2, 0x00f2, 0x0025));
    await show("masked", () => client.readHoldingRegisters(2, 1), a => a.data);
    await show("server id", () => client.reportServerID(0, 0), a => a.serverId);
    await show("identification", () => client.readDeviceIdentification(1, 0), a => Object.values(a.data));
}

main().catch(e => { console.error(e); process.exit(1); });
