"""Drives libmodbus itself (the C library, through ctypes) against a server and prints what it got, one line per call.

Usage: libmodbus_client.py PORT UNIT
"""
import ctypes
import ctypes.util
import sys

port, unit = int(sys.argv[1]), int(sys.argv[2])
name = ctypes.util.find_library("modbus") or "libmodbus.so.5"
lib = ctypes.CDLL(name, use_errno=True)
lib.modbus_new_tcp.restype = ctypes.c_void_p
lib.modbus_strerror.restype = ctypes.c_char_p
context = ctypes.c_void_p(lib.modbus_new_tcp(b"127.0.0.1", port))
lib.modbus_set_slave(context, unit)
lib.modbus_set_response_timeout(context, 20, 0)
if lib.modbus_connect(context) != 0:
    sys.exit("no connection")


def show(what, result, values=None):
    error = "error %s" % lib.modbus_strerror(ctypes.get_errno()).decode() if result < 0 else None
    print("%s: %s" % (what, error or (list(values) if values is not None else result)), flush=True)


words = (ctypes.c_uint16 * 125)()
bits = (ctypes.c_uint8 * 2000)()
show("write registers", lib.modbus_write_registers(context, 2, 123, (ctypes.c_uint16 * 123)(*range(123))))
show("read registers", lib.modbus_read_registers(context, 2, 125, words), words[:5])
show("write register", lib.modbus_write_register(context, 2, 860))
show("mask", lib.modbus_mask_write_register(context, 2, 0x00F2, 0x0025))
show("read write", lib.modbus_write_and_read_registers(context, 3, 1, (ctypes.c_uint16 * 1)(9), 2, 2, words), words[:2])
show("write bits", lib.modbus_write_bits(context, 0, 1968, (ctypes.c_uint8 * 1968)(*([1, 0] * 984))))
show("read bits", lib.modbus_read_bits(context, 0, 2000, bits), bits[:4])
show("write bit", lib.modbus_write_bit(context, 1, 1))
show("read input bits", lib.modbus_read_input_bits(context, 5, 2, bits), bits[:2])
show("read input registers", lib.modbus_read_input_registers(context, 7, 1, words), words[:1])
identity = (ctypes.c_uint8 * 64)()
show("server id", lib.modbus_report_slave_id(context, 64, identity), identity[:2])
show("address", lib.modbus_read_registers(context, 60000, 1, words))
lib.modbus_close(context)
