// Which doctypes put a page into quirks mode (HTML 13.2.6.4.1): there a <table> does not end a <p>.
#pragma once

#include "ingest/html5/tokenizer.h"

namespace stemma::ingest::html5 {

Quirks quirks_of(const Token& doctype);

}  // namespace stemma::ingest::html5
