#!/usr/bin/env python3
"""Writes city-gate.csv: what scenarios/station-lab/programs/city-gate.st gets and must give, scan by scan.

The oracle is written from the rules in the head of that program and shares nothing with the compiler that runs it. Python's floats are IEC 61131-3's LREAL, and
every number is written so that it reads back to the same bits; the outputs are compared without a tolerance. Run it when the rules change:

    python3 city-gate.py > city-gate.csv
"""
GAIN, INTEGRAL_TIME, CYCLE = 150.0, 300.0, 0.25
LOW, HIGH = -0.5, 25.0

pressure, integral, output = 8.3, 0.0, 0.0
print("feeder_pressure,set_point_b,mode_b,isolate_b,output_b_held,by_hand,output_b,feeder_failed")
for scan in range(1200):
    set_point = 8.0 if scan < 400 else 8.2 if scan < 700 else 7.9  # two set-point steps
    manual = 500 <= scan < 560                                     # and back without a bump
    by_hand = {500: 35.0, 530: 60.0}.get(scan)
    isolate = 620 <= scan < 650
    held = 760 <= scan < 800                                       # the fail state has the output
    broken = 860 <= scan < 900                                     # a broken loop reads -2.5 bar
    shorted = 900 <= scan < 910
    seen = -2.5 if broken else 30.0 if shorted else round(pressure, 4)

    if by_hand is not None:
        output = by_hand
    failed = seen < LOW or seen > HIGH
    if not (failed and not manual and not isolate):
        if isolate and not held:
            output = 0.0
        error = set_point - seen
        if held or isolate or manual:
            integral = output - GAIN * error
        else:
            proportional = GAIN * error
            change = proportional * CYCLE / INTEGRAL_TIME
            winds_up = change > 0 and (integral >= 100 or proportional + integral >= 100)
            winds_down = change < 0 and integral <= 0
            if not (winds_up or winds_down):
                integral += change
            output = min(max(proportional + integral, 0.0), 100.0)
    row = [seen, set_point, int(manual), int(isolate), int(held), "" if by_hand is None else by_hand, repr(output), int(failed)]
    print(",".join(str(cell) for cell in row))

    demand = 4000 if scan < 1000 else 9500                         # the last part opens the valve fully
    pressure += (90 * output - demand) * 0.25 / 3600 / 8           # a small feeder, so that much happens in five minutes
    pressure = max(pressure, 0.0)
