"""Drives every function code that pymodbus has against a server and prints what it got, one line per call.

Usage: pymodbus_client.py tcp|rtu PORT UNIT
"""
import sys

import pymodbus
from pymodbus import diag_message, file_message, mei_message, other_message, register_read_message, register_write_message
from pymodbus.client import ModbusTcpClient
from pymodbus.transaction import ModbusRtuFramer, ModbusSocketFramer


def show(name, response, pick):
    text = "exception %d" % response.exception_code if response.isError() and hasattr(response, "exception_code") else str(
        response) if response.isError() else pick(response)
    print("%s: %s" % (name, text), flush=True)


def main():
    framing, port, unit = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    client = ModbusTcpClient("127.0.0.1", port=port, framer=ModbusRtuFramer if framing == "rtu" else ModbusSocketFramer, timeout=5)
    if not client.connect():
        sys.exit("no connection")
    print("pymodbus", pymodbus.__version__)
    ok = lambda r: "ok"
    show("write coils", client.write_coils(0, [True, False, True], slave=unit), ok)
    show("read coils", client.read_coils(0, 3, slave=unit), lambda r: r.bits[:3])
    show("read discrete inputs", client.read_discrete_inputs(5, 2, slave=unit), lambda r: r.bits[:2])
    show("write coil", client.write_coil(1, True, slave=unit), ok)
    show("write register", client.write_register(3, 860, slave=unit), ok)
    show("write registers", client.write_registers(4, list(range(123)), slave=unit), ok)
    show("read holding registers", client.read_holding_registers(3, 3, slave=unit), lambda r: r.registers)
    show("read input registers", client.read_input_registers(7, 1, slave=unit), lambda r: r.registers)
    show("mask", client.execute(register_write_message.MaskWriteRegisterRequest(3, 0x00F2, 0x0025, unit=unit)), ok)
    show("read write", client.execute(read_write(unit)), lambda r: r.registers)
    show("fifo", client.execute(register_fifo(9, unit)), ok)  # its decoder leaves the last four values out
    show("write file", client.execute(write_file(4, 20, b"\x00\x05\x00\x06", unit)), ok)
    show("read file", client.execute(read_file(4, 20, 2, unit)), lambda r: [record.record_data.hex() for record in r.records])
    show("identification", client.execute(mei_message.ReadDeviceInformationRequest(read_code=1, object_id=0, unit=unit)),
         lambda r: [value.decode() for _, value in sorted(r.information.items())])
    show("address", client.read_holding_registers(300, 1, slave=unit), ok)
    show("exception status", client.execute(other_message.ReadExceptionStatusRequest(unit=unit)), lambda r: r.status)
    show("query data", client.execute(diag_message.ReturnQueryDataRequest([0xA537], unit=unit)), lambda r: r.message[0])
    show("message count", client.execute(diag_message.ReturnSlaveMessageCountRequest(unit=unit)), lambda r: r.message[0] > 0)
    show("event counter", client.execute(other_message.GetCommEventCounterRequest(unit=unit)), lambda r: r.count > 0)
    show("event log", client.execute(other_message.GetCommEventLogRequest(unit=unit)), lambda r: len(r.events) > 0)
    show("server id", client.execute(other_message.ReportSlaveIdRequest(unit=unit)), lambda r: r.identifier.hex())
    client.close()


def read_write(unit):
    return register_read_message.ReadWriteMultipleRegistersRequest(read_address=3, read_count=2, write_address=4, write_registers=[9], unit=unit)


def register_fifo(address, unit):
    return file_message.ReadFifoQueueRequest(address=address, unit=unit)


def write_file(number, record, data, unit):
    return file_message.WriteFileRecordRequest(
        records=[file_message.FileRecord(file_number=number, record_number=record, record_data=data)], unit=unit)


def read_file(number, record, length, unit):
    return file_message.ReadFileRecordRequest(
        records=[file_message.FileRecord(file_number=number, record_number=record, record_length=length)], unit=unit)


main()
