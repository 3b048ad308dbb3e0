#include "tests/support/tiny_pdf.h"

#include <cstdio>
#include <utility>

namespace akt::test {
namespace {

std::string reference(int number) {
    return std::to_string(number) + " 0 R";
}

std::string ten_digits(std::size_t value) {
    char text[16];
    std::snprintf(text, sizeof text, "%010zu", value);
    return text;
}

}  // namespace

int TinyPdf::add(std::string object) {
    objects_.push_back(std::move(object));
    return static_cast<int>(objects_.size());
}

int TinyPdf::add_stream(const std::string& dictionary_entries, const std::string& data) {
    return add("<< " + dictionary_entries + " /Length " + std::to_string(data.size()) + " >>\nstream\n" +
               data + "\nendstream");
}

int TinyPdf::add_image(int width_px, int height_px, unsigned char grey) {
    return add_stream("/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8 /Width " +
                          std::to_string(width_px) + " /Height " + std::to_string(height_px),
                      std::string(static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px),
                                  static_cast<char>(grey)));
}

void TinyPdf::add_page(const std::string& contents, const std::string& media_box,
                       const std::string& resources, const std::string& more) {
    const int stream = add_stream("", contents);
    pages_.push_back(add("<< /Type /Page /Parent 2 0 R /MediaBox [" + media_box + "] /Contents " +
                         reference(stream) + " /Resources << /Font << /F 3 0 R >> " + resources + " >> " +
                         more + " >>"));
}

std::string TinyPdf::bytes() const {
    std::vector<std::string> objects = objects_;
    std::string outline_entry;
    if (!outline_.empty()) {
        const auto root = static_cast<int>(objects.size()) + 1;
        const auto count = static_cast<int>(outline_.size());
        objects.push_back("<< /Type /Outlines /First " + reference(root + 1) + " /Last " +
                          reference(root + count) + " /Count " + std::to_string(count) + " >>");
        for (int i = 0; i < count; ++i) {
            std::string item = "<< /Title (" + outline_[static_cast<std::size_t>(i)] + ") /Parent " +
                               reference(root) + " /Dest [" + reference(pages_.front()) + " /Fit]";
            if (i + 1 < count) item += " /Next " + reference(root + i + 2);
            if (i > 0) item += " /Prev " + reference(root + i);
            objects.push_back(item + " >>");
        }
        outline_entry = " /Outlines " + reference(root);
    }
    std::string kids;
    for (const int page : pages_) kids += reference(page) + " ";
    objects[0] = "<< /Type /Catalog /Pages 2 0 R" + outline_entry + ' ' + catalogue_ + " >>";
    objects[1] = "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages_.size()) + " >>";
    objects[2] = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
    objects.push_back("<< " + info_ + " >>");

    std::string file = "%PDF-1.4\n";
    std::string table = "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        table += ten_digits(file.size()) + " 00000 n \n";
        file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::size_t table_offset = file.size();
    return file + table + "trailer\n<< /Size " + std::to_string(objects.size() + 1) + " /Root 1 0 R /Info " +
           reference(static_cast<int>(objects.size())) + " >>\nstartxref\n" + std::to_string(table_offset) +
           "\n%%EOF\n";
}

}  // namespace akt::test
