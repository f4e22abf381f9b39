#include "ingest/compress/gzip.h"

#include <fmt/format.h>
#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <memory>

namespace stemma::ingest {
namespace {

struct FreeDecompressor {
  void operator()(libdeflate_decompressor* d) const { libdeflate_free_decompressor(d); }
};
using Decompressor = std::unique_ptr<libdeflate_decompressor, FreeDecompressor>;

struct Inflated {
  std::string data;
  int status = Z_OK;
  std::uint64_t consumed = 0;
};

// zlib, in steps, up to `cap` bytes out. `window_bits` as in inflateInit2.
Inflated inflate_steps(std::string_view bytes, std::uint64_t cap, int window_bits) {
  Inflated out;
  z_stream z{};
  if (inflateInit2(&z, window_bits) != Z_OK) {
    out.status = Z_MEM_ERROR;
    return out;
  }
  std::string chunk(std::min<std::uint64_t>(cap + 1, 64 << 10), '\0');
  std::size_t fed = 0;
  while (out.status == Z_OK && out.data.size() <= cap) {
    if (z.avail_in == 0 && fed < bytes.size()) {
      const std::size_t n = std::min<std::size_t>(bytes.size() - fed, 1 << 20);
      z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data() + fed));
      z.avail_in = static_cast<uInt>(n);
      fed += n;
    }
    z.next_out = reinterpret_cast<Bytef*>(chunk.data());
    z.avail_out = static_cast<uInt>(chunk.size());
    out.status = inflate(&z, Z_NO_FLUSH);
    out.data.append(chunk.data(), chunk.size() - z.avail_out);
  }
  out.consumed = z.total_in;
  inflateEnd(&z);
  return out;
}

// What zlib finds wrong with a member that libdeflate refused: where, and whether the file simply ends too soon.
tl::unexpected<Error> diagnose(std::string_view bytes, std::uint64_t cap) {
  Inflated found = inflate_steps(bytes, cap, 15 + 16);
  if (found.data.size() > cap)
    return fail(ErrorKind::over_limit, fmt::format("gzip data grow to more than {} bytes", cap), 0,
                "decompress it yourself if you trust it");
  if (found.status == Z_BUF_ERROR || found.status == Z_OK)
    return fail(ErrorKind::malformed, fmt::format("gzip data end too soon, after {} decompressed bytes", found.data.size()),
                found.consumed,
                "get the file again: it was cut off");
  return fail(ErrorKind::malformed, "gzip data are damaged", found.consumed, "get the file again");
}

}  // namespace

bool gzip_magic(std::string_view bytes) {
  return bytes.size() >= 4 && bytes[0] == '\x1f' && bytes[1] == '\x8b' && bytes[2] == '\x08' &&
      static_cast<unsigned char>(bytes[3]) < 0x20;
}

Result<Member> gunzip_member(std::string_view bytes, std::uint64_t cap, std::uint64_t max_expansion) {
  if (!gzip_magic(bytes)) return fail(ErrorKind::malformed, "no gzip data here", 0);
  const Decompressor decompressor(libdeflate_alloc_decompressor());
  if (!decompressor) return fail(ErrorKind::internal, "no memory for a decompressor");
  const std::uint64_t limit = allowed_size(bytes.size(), cap, max_expansion);
  Member member;
  for (std::uint64_t room = std::min<std::uint64_t>(limit, 256 << 10);; room = std::min(limit, room * 4)) {
    member.data.resize(room);
    std::size_t used = 0, made = 0;
    switch (libdeflate_gzip_decompress_ex(decompressor.get(), bytes.data(), bytes.size(), member.data.data(), member.data.size(), &used,
                                          &made)) {
      case LIBDEFLATE_SUCCESS:
        // The ratio counts this member's own bytes, known only now.
        if (made > allowed_size(used, cap, max_expansion)) return grown_too_large("gzip", allowed_size(used, cap, max_expansion), cap);
        member.data.resize(made);
        member.consumed = used;
        return member;
      case LIBDEFLATE_INSUFFICIENT_SPACE:
        if (room >= limit) return grown_too_large("gzip", limit, cap);
        break;
      default:
        return diagnose(bytes, limit);
    }
  }
}

Result<Streamed> stream_gzip(std::string_view bytes, std::uint64_t max_expansion, const Chunks& take) {
  z_stream z{};
  if (inflateInit2(&z, 15 + 16) != Z_OK) return fail(ErrorKind::internal, "no memory for a decompressor");
  std::string chunk(1 << 20, '\0');
  int status = Z_OK;
  bool go_on = true, bomb = false;
  std::size_t fed = 0;
  while (status == Z_OK && go_on && !bomb) {
    if (z.avail_in == 0 && fed < bytes.size()) {
      const std::size_t n = std::min<std::size_t>(bytes.size() - fed, 1 << 20);
      z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data() + fed));
      z.avail_in = static_cast<uInt>(n);
      fed += n;
    }
    z.next_out = reinterpret_cast<Bytef*>(chunk.data());
    z.avail_out = static_cast<uInt>(chunk.size());
    status = inflate(&z, Z_NO_FLUSH);
    bomb = z.total_out > allowed_size(z.total_in, ~std::uint64_t{0}, max_expansion);
    const std::string_view made(chunk.data(), chunk.size() - z.avail_out);
    if (!bomb && (!made.empty() || status == Z_STREAM_END)) go_on = take(made, z.total_in, status == Z_STREAM_END);
  }
  const std::uint64_t used = z.total_in, out = z.total_out;
  inflateEnd(&z);
  if (bomb) return grown_too_large("gzip", out, ~std::uint64_t{0});
  if (!go_on || status == Z_STREAM_END) return Streamed{used, !go_on};
  return fail(ErrorKind::malformed, status == Z_DATA_ERROR ? "gzip data are damaged" : "gzip data end too soon", used,
              "get the file again");
}

Result<std::string> gunzip(std::string_view bytes, std::uint64_t cap, std::uint64_t max_expansion) {
  std::string out;
  std::uint64_t at = 0;
  while (at < bytes.size() && gzip_magic(bytes.substr(at))) {
    auto member = gunzip_member(bytes.substr(at), cap - std::min<std::uint64_t>(out.size(), cap), max_expansion);
    if (!member) {
      Error e = member.error();
      if (e.at != Error::nowhere) e.at += at;
      return tl::unexpected(std::move(e));
    }
    if (out.empty()) out = std::move(member->data);
    else out += member->data;
    at += member->consumed;
  }
  // gzip pads with zeros (tapes); anything else behind the last member is foreign.
  if (bytes.find_first_not_of('\0', at) != std::string_view::npos)
    return fail(ErrorKind::malformed, "something that is not gzip follows the gzip data", at, "get the file again");
  return out;
}

Result<std::string> gunzip_range(std::string_view bytes, std::uint64_t begin, std::uint64_t end, std::uint64_t max_expansion) {
  Range range{begin, end};
  for (std::uint64_t at = 0; !range.full();) {
    if (!gzip_magic(bytes.substr(at))) return fail(ErrorKind::malformed, "gzip data end too soon", at, "get the file again");
    const auto member = stream_gzip(bytes.substr(at), max_expansion,
                                    [&](std::string_view made, std::uint64_t, bool) { return range.take(made); });
    if (!member) return tl::unexpected(member.error());
    at += member->used;
  }
  return std::move(range.kept);
}

std::string gunzip_start(std::string_view bytes, std::size_t n) {
  std::string data = inflate_steps(bytes.substr(0, 64 << 10), n, 15 + 32).data;
  data.resize(std::min(data.size(), n));
  return data;
}

namespace {

Result<std::string> inflated(Inflated&& found, std::uint64_t limit, std::uint64_t cap) {
  if (found.data.size() > limit) return grown_too_large("deflate", limit, cap);
  if (found.status != Z_STREAM_END) return fail(ErrorKind::malformed, "deflate data are damaged or end too soon", found.consumed);
  return std::move(found.data);
}

}  // namespace

Result<std::string> inflate_http(std::string_view bytes, std::uint64_t cap, std::uint64_t max_expansion) {
  const std::uint64_t limit = allowed_size(bytes.size(), cap, max_expansion);
  Inflated best = inflate_steps(bytes, limit, 15);
  if (best.status == Z_DATA_ERROR && best.data.empty()) best = inflate_steps(bytes, limit, -15);
  return inflated(std::move(best), limit, cap);
}

Result<std::string> inflate_raw(std::string_view bytes, std::uint64_t cap, std::uint64_t max_expansion) {
  const std::uint64_t limit = allowed_size(bytes.size(), cap, max_expansion);
  return inflated(inflate_steps(bytes, limit, -15), limit, cap);
}

}  // namespace stemma::ingest
