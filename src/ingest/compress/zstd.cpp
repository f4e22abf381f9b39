#include "ingest/compress/zstd.h"

#include <fmt/format.h>
#include <zstd.h>

#include <algorithm>

namespace stemma::ingest {
namespace {

constexpr std::uint32_t kFrame = 0xFD2FB528, kDictionaryFrame = 0x184D2A5D, kSkippable = 0x184D2A50;
constexpr std::uint64_t kMaxDictionary = 16 << 20;
constexpr int kMaxWindowLog = 27;

std::uint32_t little32(std::string_view b, std::size_t at) {
  std::uint32_t v = 0;
  for (std::size_t i = 4; i-- > 0;) v = v << 8 | static_cast<unsigned char>(b[at + i]);
  return v;
}

struct FreeDecompressor {
  void operator()(ZSTD_DCtx* d) const { ZSTD_freeDCtx(d); }
};
struct FreeDictionary {
  void operator()(ZSTD_DDict* d) const { ZSTD_freeDDict(d); }
};

}  // namespace

struct Unzstd::State {
  std::unique_ptr<ZSTD_DCtx, FreeDecompressor> decompressor{ZSTD_createDCtx()};
  std::unique_ptr<ZSTD_DDict, FreeDictionary> dictionary;
  std::string chunk;
};

Unzstd::Unzstd(std::string_view dictionary) : state_(std::make_unique<State>()) {
  if (!dictionary.empty()) state_->dictionary.reset(ZSTD_createDDict(dictionary.data(), dictionary.size()));
}

Unzstd::~Unzstd() = default;

Result<Streamed> Unzstd::frame(std::string_view bytes, std::uint64_t max_expansion, const Chunks& take) {
  ZSTD_DCtx* const d = state_->decompressor.get();
  if (!d) return fail(ErrorKind::internal, "no memory for a decompressor");
  ZSTD_DCtx_reset(d, ZSTD_reset_session_and_parameters);
  ZSTD_DCtx_setParameter(d, ZSTD_d_windowLogMax, kMaxWindowLog);
  ZSTD_DCtx_refDDict(d, state_->dictionary.get());
  state_->chunk.resize(1 << 20);
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  std::uint64_t made = 0;
  for (;;) {
    ZSTD_outBuffer out{state_->chunk.data(), state_->chunk.size(), 0};
    const std::size_t before = in.pos, left = ZSTD_decompressStream(d, &out, &in);
    if (ZSTD_isError(left)) {
      const std::string_view why = ZSTD_getErrorName(left);
      if (why.find("ictionary") != std::string_view::npos)
        return fail(ErrorKind::unsupported, "zstd data need a dictionary that the file does not hold", in.pos,
                    "decompress them with their dictionary first");
      return fail(ErrorKind::malformed, "zstd data are damaged", in.pos, "get the file again");
    }
    made += out.pos;
    const std::uint64_t limit = allowed_size(in.pos, ~std::uint64_t{0}, max_expansion);
    if (made > limit) return grown_too_large("zstd", limit, ~std::uint64_t{0});
    if (!take({state_->chunk.data(), out.pos}, in.pos, left == 0)) return Streamed{in.pos, true};
    if (left == 0) return Streamed{in.pos, false};
    if (in.pos == before && out.pos == 0 && in.pos == in.size)
      return fail(ErrorKind::malformed, "zstd data end too soon", in.pos, "get the file again: it was cut off");
  }
}

bool zstd_magic(std::string_view bytes) {
  return bytes.size() >= 4 && (little32(bytes, 0) == kFrame || (little32(bytes, 0) & ~0xFU) == kSkippable);
}

std::uint64_t zstd_skippable(std::string_view bytes) {
  if (bytes.size() < 8 || (little32(bytes, 0) & ~0xFU) != kSkippable) return 0;
  return std::min<std::uint64_t>(8 + std::uint64_t{little32(bytes, 4)}, bytes.size());
}

Result<std::string> zstd_dictionary(std::string_view file) {
  if (file.size() < 8 || little32(file, 0) != kDictionaryFrame) return std::string{};
  if (little32(file, 4) > kMaxDictionary)
    return fail(ErrorKind::over_limit, "the zstd dictionary is larger than 16 MB", 0, "decompress the file yourself if you trust it");
  const std::string_view dictionary = file.substr(8, little32(file, 4));
  if (dictionary.size() < little32(file, 4))
    return fail(ErrorKind::malformed, "the zstd dictionary is cut off", file.size(), "get the file again");
  if (dictionary.size() >= 4 && little32(dictionary, 0) == kFrame) return unzstd(dictionary, kMaxDictionary, 200);
  return std::string(dictionary);
}

Result<std::string> unzstd(std::string_view bytes, std::uint64_t cap, std::uint64_t max_expansion, std::string_view dictionary) {
  Unzstd reader(dictionary);
  std::string out;
  for (std::uint64_t at = 0; at < bytes.size();) {
    const std::string_view rest = bytes.substr(at);
    if (const std::uint64_t skip = zstd_skippable(rest)) {
      at += skip;
      continue;
    }
    if (!zstd_magic(rest)) return fail(ErrorKind::malformed, "something that is not zstd follows the zstd data", at, "get the file again");
    bool full = false;
    auto frame = reader.frame(rest, max_expansion, [&](std::string_view made, std::uint64_t, bool) {
      full = made.size() > cap - out.size();
      if (!full) out += made;
      return !full;
    });
    if (full) return grown_too_large("zstd", cap, cap);
    if (!frame) {
      if (frame.error().at != Error::nowhere) frame.error().at += at;
      return tl::unexpected(std::move(frame.error()));
    }
    at += frame->used;
  }
  return out;
}

std::string zstd_coding(std::uint64_t skip) { return fmt::format("zstd:{}", skip); }

Result<std::string> unzstd_range(std::string_view bytes, std::uint64_t begin, std::uint64_t end, std::uint64_t max_expansion,
                                 std::string_view dictionary) {
  Unzstd reader(dictionary);
  Range range{begin, end};
  for (std::uint64_t at = 0; !range.full();) {
    const std::string_view rest = bytes.substr(at);
    if (const std::uint64_t skip = zstd_skippable(rest)) {
      at += skip;
      continue;
    }
    if (!zstd_magic(rest)) return fail(ErrorKind::malformed, "zstd data end too soon", at, "get the file again");
    const auto frame = reader.frame(rest, max_expansion, [&](std::string_view made, std::uint64_t, bool) { return range.take(made); });
    if (!frame) return tl::unexpected(frame.error());
    at += frame->used;
  }
  return std::move(range.kept);
}

std::string unzstd_start(std::string_view bytes, std::size_t n) {
  const auto dictionary = zstd_dictionary(bytes);
  if (!dictionary) return {};
  Unzstd reader(*dictionary);
  std::string out;
  while (const std::uint64_t skip = zstd_skippable(bytes)) bytes.remove_prefix(skip);
  (void)reader.frame(bytes.substr(0, 256 << 10), ~std::uint64_t{0}, [&](std::string_view made, std::uint64_t, bool) {
    out += made.substr(0, n - out.size());
    return out.size() < n;
  });
  return out;
}

}  // namespace stemma::ingest
