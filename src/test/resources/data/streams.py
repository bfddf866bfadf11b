#!/usr/bin/env python3
"""The random streams of docs/streams.md, written from that page alone, with the standard library only.

Prints the numbers that RandomStreamsTest and ZigguratTest expect.
"""
import hashlib
import math
import struct

MASK = (1 << 64) - 1


class Stream:
    def __init__(self, increment, congruential, x0, x1):
        self.increment, self.congruential, self.x0, self.x1 = increment | 1, congruential, x0, x1

    @staticmethod
    def named(seed, name):
        digest = hashlib.sha256(struct.pack(">q", seed) + name.encode()).digest()
        return Stream(*struct.unpack(">4Q", digest))

    def long(self):
        z = (self.congruential + self.x0) & MASK
        z = ((z ^ (z >> 32)) * 0xDABA0B6EB09322E3) & MASK
        z = ((z ^ (z >> 32)) * 0xDABA0B6EB09322E3) & MASK
        self.congruential = (0xD1342543DE82EF95 * self.congruential + self.increment) & MASK
        x = self.x1 ^ self.x0
        self.x0 = (rotate(self.x0, 24) ^ x ^ (x << 16)) & MASK
        self.x1 = rotate(x, 37)
        return z ^ (z >> 32)

    def double(self):
        return (self.long() >> 11) * 2.0**-53

    def float(self):
        return (self.long() >> 40) * 2.0**-24

    def below(self, bound):
        while True:
            bits = self.long() >> 33
            remainder = bits % bound
            if bits - remainder + bound <= 1 << 31:
                return remainder

    def gaussian(self):
        while True:
            bits = self.long()
            layer = bits & 255
            signed = bits - (1 << 64) if bits >> 63 else bits
            part = (signed >> 11) * 2.0**-52
            if abs(part) < EDGES[layer + 1] / EDGES[layer]:
                return part * EDGES[layer]
            if layer == 0:
                return -self.tail() if part < 0 else self.tail()
            x = part * EDGES[layer]
            low = math.exp(-0.5 * (EDGES[layer] ** 2 - x * x))
            high = math.exp(-0.5 * (EDGES[layer + 1] ** 2 - x * x))
            if low + self.double() * (high - low) < 1:
                return x

    def tail(self):
        while True:
            beyond = -math.log(1 - self.double()) / START
            height = -math.log(1 - self.double())
            if 2 * height > beyond * beyond:
                return START + beyond

    def order(self, count):
        order = list(range(count))
        for i in range(count - 1, 0, -1):
            j = self.below(i + 1)
            order[i], order[j] = order[j], order[i]
        return order


def rotate(value, by):
    return ((value << by) | (value >> (64 - by))) & MASK


START = 3.6541528853610088
AREA = 0.004928673233974658


def edges():
    values = [AREA / math.exp(-0.5 * START * START), START]
    while len(values) < 256:
        below = values[-1]
        values.append(math.sqrt(-2 * math.log(AREA / below + math.exp(-0.5 * below * below))))
    return [round(value * 2**33) / 2**33 for value in values] + [0.0]


EDGES = edges()


def main():
    source = Stream(0x413B3D6C52481A65, 0xC1231F1811655906, 0x8827247F034C4E4D, 0xEA5508650A264226)
    numbers = [source.gaussian() for _ in range(100_000)]
    total = 0.0
    for number in numbers:
        total += number
    print("gaussian", [numbers[99_999], numbers[99_997], numbers[99_998], total])
    for seed, name in [(1, "weights"), (-7, "batches 3"), (2026, "digits/train")]:
        stream = Stream.named(seed, name)
        print(seed, name, [hex(stream.long()) for _ in range(3)])
    print("order", Stream.named(1, "batches 1").order(12))
    stream = Stream.named(1, "weights")
    print("weight", [(2 * stream.double() - 1) / math.sqrt(784) for _ in range(2)])
    print("float", Stream.named(1, "dropout 1").float())


if __name__ == "__main__":
    main()
