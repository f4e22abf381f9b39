#include "ingest/compress/brotli.h"

#include <brotli/decode.h>

#include <algorithm>
#include <memory>

#include "ingest/compress/budget.h"

namespace stemma::ingest {

Result<std::string> unbrotli(std::string_view bytes, std::uint64_t cap, std::uint64_t max_expansion) {
  struct Free {
    void operator()(BrotliDecoderState* s) const { BrotliDecoderDestroyInstance(s); }
  };
  const std::unique_ptr<BrotliDecoderState, Free> decoder(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr));
  if (!decoder) return fail(ErrorKind::internal, "no memory for a decompressor");
  const std::uint64_t limit = allowed_size(bytes.size(), cap, max_expansion);
  std::string out;
  std::size_t left = bytes.size();
  const auto* next = reinterpret_cast<const std::uint8_t*>(bytes.data());
  for (;;) {
    std::size_t room = 0;
    const BrotliDecoderResult result = BrotliDecoderDecompressStream(decoder.get(), &left, &next, &room, nullptr, nullptr);
    std::size_t made = 0;
    const std::uint8_t* data = BrotliDecoderTakeOutput(decoder.get(), &made);
    if (made > limit - out.size()) return grown_too_large("brotli", limit, cap);
    out.append(reinterpret_cast<const char*>(data), made);
    if (result == BROTLI_DECODER_RESULT_SUCCESS && BrotliDecoderHasMoreOutput(decoder.get()) == BROTLI_FALSE) break;
    if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT && made == 0)
      return fail(ErrorKind::malformed, "brotli data end too soon", bytes.size(), "get the file again: it was cut off");
    if (result == BROTLI_DECODER_RESULT_ERROR)
      return fail(ErrorKind::malformed, "brotli data are damaged", bytes.size() - left, "get the file again");
  }
  if (left > 0) return fail(ErrorKind::malformed, "something follows the brotli data", bytes.size() - left, "get the file again");
  return out;
}

}  // namespace stemma::ingest
