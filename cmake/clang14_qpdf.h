// Included first, by clang 14 alone, where qpdf is used: in C++20 with libstdc++ 12 it cannot compile
// qpdf/JSON.hh (a vector of a class that is not whole yet), which qpdf's other headers include and hardly
// use.
#pragma once

#define JSON_HH
class JSON;
