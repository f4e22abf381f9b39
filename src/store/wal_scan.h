// The write-ahead log of a case (sqlite.org/fileformat2.html, section 4): each frame's checksum covers all before it.
#pragma once

#include <string>
#include <vector>

#include "store/file_scan.h"

namespace stemma::store {

/// What is wrong with NAME-wal beside a case, nothing if there is none. An unfinished end, as a killed writer leaves it, is nothing wrong.
std::vector<Fault> scan_log(const std::string& case_path);

}  // namespace stemma::store
