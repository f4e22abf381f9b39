// What one input may cost. A page from the web is never a reason to crash, and one bad file never stops a batch.
#pragma once

#include <cstddef>
#include <cstdint>

namespace stemma {

struct Limits {
  std::uint64_t max_original_bytes = std::uint64_t{4} << 30;  ///< one file as received (a WARC may be large)
  std::uint64_t max_text_bytes = std::uint64_t{32} << 20;     ///< the text of one document; spans are 32 bits wide
  std::uint64_t max_page_bytes = std::uint64_t{64} << 20;     ///< one HTML page, feed, PDF or WARC record after decompression
  std::uint64_t max_expansion = 200;                          ///< decompressed bytes per compressed byte (bombs), over 1 MB
  std::uint32_t max_html_depth = 512;                         ///< open elements, as browsers have it
  std::uint32_t max_attributes = 1024;                        ///< attributes of one tag
  std::uint32_t max_html_nodes = 2'000'000;                   ///< tags in one page
  std::uint32_t max_documents = 200'000;                      ///< documents out of one container
  std::uint32_t pdf_seconds = 30;                             ///< processor seconds for pdftotext
  std::uint64_t pdf_memory = std::uint64_t{1} << 30;          ///< address space for pdftotext
  std::uint32_t parse_seconds = 60;                           ///< processor seconds of a confined parser from one document of a file to
                                                              ///< the next (or to its end), and one second more for each MiB of the file
  std::uint64_t parse_memory = std::uint64_t{2} << 30;        ///< memory of a confined parser; the file itself is not counted

  /// Small enough for fuzzing: every limit can be reached by a short input.
  static Limits tight();
};

}  // namespace stemma
