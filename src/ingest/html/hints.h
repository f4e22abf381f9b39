// What the names that authors give to elements (class, id, role...) say about their content.
// They are hints: mark_furniture() in furniture.h overrules one that would take most of a page's prose away.
#pragma once

#include <cstdint>

#include "ingest/html/tree.h"

namespace stemma::ingest {

/// A set of roles an element may play beside the article's text.
enum Hint : std::uint32_t {
  hint_none = 0,
  hint_navigation = 1u << 0,  ///< menus, bread crumbs, toolbars, page header and footer
  hint_comments = 1u << 1,    ///< readers' comments
  hint_related = 1u << 2,     ///< links to other stories
  hint_promotion = 1u << 3,   ///< newsletter, subscription, cookie and other boxes; advertisements
  hint_share = 1u << 4,
  hint_byline = 1u << 5,      ///< author lines and boxes
  hint_date = 1u << 6,
  hint_tags = 1u << 7,        ///< topics, categories
  hint_caption = 1u << 8,
  hint_credit = 1u << 9,      ///< of a picture
  hint_pull = 1u << 10,       ///< a quotation repeated from the text
  hint_hidden = 1u << 11,
  hint_headline = 1u << 12,
  hint_standfirst = 1u << 13,
  hint_body = 1u << 14,       ///< the article's own container
  hint_correction = 1u << 15,
  hint_speaker = 1u << 16,
  hint_meta = 1u << 17,       ///< "meta", "info", "details": lines about the article
  hint_footer = 1u << 18,     ///< imprint, copyright
  hint_signoff = 1u << 19,    ///< "Reporting by ..."
  hint_aside = 1u << 20,      ///< side columns, boxes, widgets
  hint_masthead = 1u << 21,   ///< brand, logo, page header
};

/// Roles that are no part of the article's text.
constexpr std::uint32_t furniture_hints = hint_navigation | hint_comments | hint_related | hint_promotion | hint_share | hint_byline | hint_date |
                                          hint_tags | hint_credit | hint_pull | hint_hidden | hint_meta | hint_footer | hint_signoff | hint_aside |
                                          hint_masthead;

/// Hints of one element, from its tag, role, class, id, itemprop and test ids. Its ancestors are not looked at.
std::uint32_t hints_of(const Tree& tree, std::uint32_t node);

}  // namespace stemma::ingest
