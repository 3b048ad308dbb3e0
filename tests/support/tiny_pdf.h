#pragma once

#include <string>
#include <vector>

namespace akt::test {

/// A PDF put together from its objects, for tests that need one with a certain oddity. Objects are numbered
/// from 1.
class TinyPdf {
public:
    /// Returns the object's number.
    int add(std::string object);
    int add_stream(const std::string& dictionary_entries, const std::string& data);
    /// A grey picture of one tone.
    int add_image(int width_px, int height_px, unsigned char grey);
    /// `resources` and `more` are written into the page's dictionary as they are ("/Rotate 90").
    void add_page(const std::string& contents, const std::string& media_box,
                  const std::string& resources = {}, const std::string& more = {});
    void set_info(std::string entries) { info_ = std::move(entries); }
    void set_catalogue(std::string entries) { catalogue_ = std::move(entries); }
    void set_outline(std::vector<std::string> titles) { outline_ = std::move(titles); }

    /// The file's bytes, with cross-reference table and trailer.
    std::string bytes() const;

private:
    std::vector<std::string> objects_{"", "", ""};  // catalogue, page tree, font
    std::vector<int> pages_;
    std::string info_, catalogue_;
    std::vector<std::string> outline_;
};

}  // namespace akt::test
