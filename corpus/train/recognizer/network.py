"""Tesseract's line recogniser as a torch network: reads and writes the float .lstm of [1,48,0,1 Ct3,3,16 Mp3,3 Lfys64 Lfx96 Lrx96
Lfx512 O1c…] and of other sizes of the same shape.

Only the numbers go to and fro: everything else in the file is kept as Tesseract wrote it (src/lstm/*.cpp, Serialize).
"""

import struct

import numpy
import torch
from torch import nn
from torch.nn import functional

from fast_lstm import FastLstm

INT8, ADAM, DOUBLE = 1, 4, 128  # bits of a weight matrix's mode byte
LAYER_LEARNING_RATES = 64
CONTAINERS = ("Series", "Parallel", "Replicated", "Reversed", "XYTranspose", "Par")


class LstmFile:
    """The bytes of a float .lstm, and where its matrices lie."""

    def __init__(self, data):
        self.data, self.at, self.matrices = bytearray(data), 0, []  # (offset, rows, columns)
        self.height = 0
        self._layer()
        self._string()
        self.null_code = None
        (_, _, _, self.null_code) = struct.unpack_from("<iiii", self.data, self.at)

    def _read(self, fmt):
        values = struct.unpack_from("<" + fmt, self.data, self.at)
        self.at += struct.calcsize("<" + fmt)
        return values

    def _string(self):
        (length,) = self._read("I")
        self.at += length
        return bytes(self.data[self.at - length:self.at]).decode()

    def _matrix(self):
        mode, rows, columns, _ = self._read("Biid")
        if mode & INT8 or not mode & DOUBLE:
            raise SystemExit("not a float model")
        self.matrices.append((self.at, rows, columns))
        self.at += 8 * rows * columns

    def _layer(self):
        self._read("b")
        kind = self._string()
        self._read("bb")
        (flags,) = self._read("i")
        self._read("iii")
        self._string()
        if kind == "Input":
            _, self.height, _, _, _ = self._read("iiiii")
        elif kind in ("Convolve", "Maxpool", "Reconfig"):
            self._read("ii")
        elif "LSTM" in kind and "Par" not in kind:
            self._read("i")
            for _ in range(4):
                self._matrix()
        elif any(word in kind for word in CONTAINERS):
            for _ in range(self._read("I")[0]):
                self._layer()
            if flags & LAYER_LEARNING_RATES:
                self._read(f"{self._read('I')[0]}f")
        else:
            self._matrix()

    def get(self, number):
        offset, rows, columns = self.matrices[number]
        return numpy.frombuffer(self.data, "<f8", rows * columns, offset).reshape(rows, columns).astype(numpy.float32)

    def set(self, number, values):
        offset, rows, columns = self.matrices[number]
        assert values.shape == (rows, columns)
        self.data[offset:offset + 8 * rows * columns] = values.astype("<f8").tobytes()


class Network(nn.Module):
    """Pictures (lines, 1, height, width), brightness -1..1, to logits (width / 3, lines, codes)."""

    def __init__(self, file):
        super().__init__()
        self.height = file.height
        sizes = [file.matrices[1 + 4 * k][1] for k in range(4)]  # rows: cells of each LSTM
        codes = file.matrices[17][1]
        self.convolution = nn.Conv2d(1, file.matrices[0][1], 3)
        inputs = [file.matrices[0][1]] + sizes[:-1]
        self.lstms = nn.ModuleList([FastLstm(i, n) for i, n in zip(inputs, sizes)])
        self.output = nn.Linear(sizes[-1], codes)
        self.load(file)

    @torch.no_grad()
    def load(self, file):
        convolution = file.get(0)  # columns: x outer, y inner, bias
        n = convolution.shape[0]
        self.convolution.weight.copy_(torch.from_numpy(convolution[:, :9].reshape(n, 1, 3, 3).transpose(0, 1, 3, 2).copy()))
        self.convolution.bias.copy_(torch.from_numpy(convolution[:, 9].copy()))
        for k, lstm in enumerate(self.lstms):
            cell, into, forget, out = (file.get(1 + 4 * k + gate) for gate in range(4))
            gates = torch.from_numpy(numpy.concatenate([into, forget, cell, out]))  # torch's order
            inputs = lstm.weight_in.shape[1]
            lstm.weight_in.copy_(gates[:, :inputs])
            lstm.weight_back.copy_(gates[:, inputs:-1])
            lstm.bias.copy_(gates[:, -1])
        output = torch.from_numpy(file.get(17))
        self.output.weight.copy_(output[:, :-1])
        self.output.bias.copy_(output[:, -1])

    @torch.no_grad()
    def store(self, file):
        weight = self.convolution.weight.numpy().transpose(0, 1, 3, 2).reshape(-1, 9)
        file.set(0, numpy.concatenate([weight, self.convolution.bias.numpy()[:, None]], 1))
        for k, lstm in enumerate(self.lstms):
            gates = numpy.concatenate([lstm.weight_in.numpy(), lstm.weight_back.numpy(), lstm.bias.numpy()[:, None]], 1)
            into, forget, cell, out = numpy.split(gates, 4)
            for gate, values in enumerate((cell, into, forget, out)):
                file.set(1 + 4 * k + gate, values)
        file.set(17, numpy.concatenate([self.output.weight.numpy(), self.output.bias.numpy()[:, None]], 1))

    def forward(self, pictures):
        # Beyond the picture's rim Tesseract puts noise.
        lines, _, height, width = pictures.shape
        padded = torch.empty(lines, 1, height + 2, width + 2).uniform_(-1, 1)
        padded[:, :, 1:-1, 1:-1] = pictures
        x = functional.max_pool2d(torch.tanh(self.convolution(padded)), 3)
        lines, features, height, width = x.shape
        x = x.permute(2, 0, 3, 1).reshape(height, lines * width, features)
        last = self.lstms[0](x)[-1]  # down each column; its last output stands for the column
        x = last.view(lines, width, -1).transpose(0, 1)
        x = self.lstms[2](self.lstms[1](x).flip(0)).flip(0)
        return self.output(self.lstms[3](x))
