// Whether this program is built under a sanitizer, whose reports and shadow memory have to be let through where we confine ourselves.
#pragma once

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define STEMMA_SANITIZED true
#elif defined(__clang__)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define STEMMA_SANITIZED true
#endif
#endif
#ifndef STEMMA_SANITIZED
#define STEMMA_SANITIZED false
#endif

namespace stemma {

inline constexpr bool sanitized = STEMMA_SANITIZED;

}  // namespace stemma

#undef STEMMA_SANITIZED
