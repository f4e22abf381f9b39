// What the custody log keeps of JSON: one line, valid UTF-8 whatever a file was called.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace stemma::store {

inline std::string dump(const nlohmann::json& detail) { return detail.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); }

}  // namespace stemma::store
