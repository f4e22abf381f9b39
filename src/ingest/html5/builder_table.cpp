// Tables (HTML 13.2.6.4.9 to 13.2.6.4.15). What does not belong in a table goes before it ("foster parenting").
#include <algorithm>

#include "ingest/html5/builder.h"
#include "ingest/html5/foreign.h"
#include "ingest/html5/scan.h"

namespace stemma::ingest::html5 {

using Kind = Token::Kind;

bool Builder::in_table(Token& t) {
  switch (t.kind) {
    case Kind::text: {
      const Open& c = current();
      if (!c.is(Tag::table) && !c.is(Tag::tbody) && !c.is(Tag::template_) && !c.is(Tag::tfoot) && !c.is(Tag::thead) && !c.is(Tag::tr))
        break;
      original_mode_ = mode_;
      mode_ = Mode::in_table_text;
      return true;
    }
    case Kind::comment: insert_comment(t); return false;
    case Kind::doctype: return false;
    case Kind::start:
      switch (t.tag) {
        case Tag::caption:
          clear_to_table();
          push_marker();
          insert_element(t);
          mode_ = Mode::in_caption;
          return false;
        case Tag::colgroup: case Tag::col:
          clear_to_table();
          mode_ = Mode::in_column_group;
          if (t.tag == Tag::colgroup) return insert_element(t), false;
          insert_implied(Tag::colgroup, t);
          return true;
        case Tag::tbody: case Tag::tfoot: case Tag::thead:
          clear_to_table();
          insert_element(t);
          mode_ = Mode::in_table_body;
          return false;
        case Tag::td: case Tag::th: case Tag::tr:
          clear_to_table();
          insert_implied(Tag::tbody, t);
          mode_ = Mode::in_table_body;
          return true;
        case Tag::table:
          if (!in_table_scope(Tag::table)) return false;
          pop_until(Tag::table);
          reset_mode();
          return true;
        case Tag::style: case Tag::script: case Tag::template_: return in_head(t);
        case Tag::input:
          if (!is_hidden_input(tree_, t)) break;
          insert_void(t);
          return false;
        case Tag::form:
          if (in_template_now() || form_ != kNone) return false;
          form_ = insert_element(t);
          pop();
          return false;
        default: break;
      }
      break;
    case Kind::end:
      switch (t.tag) {
        case Tag::table:
          if (!in_table_scope(Tag::table)) return false;
          pop_until(Tag::table);
          reset_mode();
          return false;
        case Tag::body: case Tag::caption: case Tag::col: case Tag::colgroup: case Tag::html: case Tag::tbody: case Tag::td:
        case Tag::tfoot: case Tag::th: case Tag::thead: case Tag::tr:
          return false;
        case Tag::template_: return in_head(t);
        default: break;
      }
      break;
    case Kind::eof: return in_body(t);
  }
  return in_table_anything(t);
}

bool Builder::in_table_anything(Token& t) {
  foster_ = true;
  const bool again = in_body(t);
  foster_ = false;
  return again;
}

bool Builder::in_table_text(Token& t) {
  if (t.kind == Kind::text) return collect_table_text(t), false;
  flush_table_text();
  mode_ = original_mode_;
  return true;
}

void Builder::collect_table_text(Token& t) {
  if (t.has_nul && !drop_nul(t)) return;
  if (!t.stable) {
    t.text = tree_.arena.keep(t.text);
    t.stable = true;
  }
  table_text_is_space_ = table_text_is_space_ && std::all_of(t.text.begin(), t.text.end(), is_space);
  table_text_.push_back(t);
}

void Builder::flush_table_text() {
  for (Token& t : table_text_) {
    if (table_text_is_space_)
      insert_text(t);
    else
      in_table_anything(t);
  }
  table_text_.clear();
  table_text_is_space_ = true;
}

bool Builder::in_caption(Token& t) {
  const bool tabular = t.tag == Tag::col || t.tag == Tag::colgroup || t.tag == Tag::tbody || t.tag == Tag::td || t.tag == Tag::tfoot ||
                       t.tag == Tag::th || t.tag == Tag::thead || t.tag == Tag::tr;
  const bool own_end = t.is_end(Tag::caption);
  if (own_end || (t.kind == Kind::start && (tabular || t.tag == Tag::caption)) || t.is_end(Tag::table)) {
    if (!in_table_scope(Tag::caption)) return false;
    generate_implied();
    pop_until(Tag::caption);
    clear_to_marker();
    mode_ = Mode::in_table;
    return !own_end;
  }
  if (t.kind == Kind::end && (tabular || t.tag == Tag::body || t.tag == Tag::html)) return false;
  return in_body(t);
}

bool Builder::in_column_group(Token& t) {
  switch (t.kind) {
    case Kind::text:
      if (!is_space(t.text.front())) break;
      insert_text(t);
      return false;
    case Kind::comment: insert_comment(t); return false;
    case Kind::doctype: return false;
    case Kind::start:
      if (t.tag == Tag::html) return in_body(t);
      if (t.tag == Tag::template_) return in_head(t);
      if (t.tag != Tag::col) break;
      insert_void(t);
      return false;
    case Kind::end:
      if (t.tag == Tag::col) return false;
      if (t.tag == Tag::template_) return in_head(t);
      break;
    case Kind::eof: return in_body(t);
  }
  if (!current_is(Tag::colgroup)) {
    // Only in a fragment: each character but white space is ignored on its own.
    if (t.kind == Kind::text && keep_only_space(t)) insert_text(t);
    return false;
  }
  pop();
  mode_ = Mode::in_table;
  return !t.is_end(Tag::colgroup);
}

bool Builder::in_table_body(Token& t) {
  if (t.kind == Kind::start) {
    switch (t.tag) {
      case Tag::tr:
        clear_to_table_body();
        insert_element(t);
        mode_ = Mode::in_row;
        return false;
      case Tag::th: case Tag::td:
        clear_to_table_body();
        insert_implied(Tag::tr, t);
        mode_ = Mode::in_row;
        return true;
      case Tag::caption: case Tag::col: case Tag::colgroup: case Tag::tbody: case Tag::tfoot: case Tag::thead: break;
      default: return in_table(t);
    }
  } else if (t.kind == Kind::end) {
    switch (t.tag) {
      case Tag::tbody: case Tag::tfoot: case Tag::thead:
        if (!in_table_scope(t.tag)) return false;
        clear_to_table_body();
        pop();
        mode_ = Mode::in_table;
        return false;
      case Tag::table: break;
      case Tag::body: case Tag::caption: case Tag::col: case Tag::colgroup: case Tag::html: case Tag::td: case Tag::th: case Tag::tr:
        return false;
      default: return in_table(t);
    }
  } else {
    return in_table(t);
  }
  if (!in_table_scope(Tag::tbody) && !in_table_scope(Tag::thead) && !in_table_scope(Tag::tfoot)) return false;
  clear_to_table_body();
  pop();
  mode_ = Mode::in_table;
  return true;
}

bool Builder::in_row(Token& t) {
  bool again = true;
  if (t.kind == Kind::start) {
    switch (t.tag) {
      case Tag::th: case Tag::td:
        clear_to_row();
        insert_element(t);
        mode_ = Mode::in_cell;
        push_marker();
        return false;
      case Tag::caption: case Tag::col: case Tag::colgroup: case Tag::tbody: case Tag::tfoot: case Tag::thead: case Tag::tr: break;
      default: return in_table(t);
    }
  } else if (t.kind == Kind::end) {
    switch (t.tag) {
      case Tag::tr: again = false; break;
      case Tag::table: break;
      case Tag::tbody: case Tag::tfoot: case Tag::thead:
        if (!in_table_scope(t.tag)) return false;
        break;
      case Tag::body: case Tag::caption: case Tag::col: case Tag::colgroup: case Tag::html: case Tag::td: case Tag::th: return false;
      default: return in_table(t);
    }
  } else {
    return in_table(t);
  }
  if (!in_table_scope(Tag::tr)) return false;
  clear_to_row();
  pop();
  mode_ = Mode::in_table_body;
  return again;
}

bool Builder::in_cell(Token& t) {
  if (t.kind == Kind::end) {
    switch (t.tag) {
      case Tag::td: case Tag::th:
        if (!in_table_scope(t.tag)) return false;
        generate_implied();
        pop_until(t.tag);
        clear_to_marker();
        mode_ = Mode::in_row;
        return false;
      case Tag::body: case Tag::caption: case Tag::col: case Tag::colgroup: case Tag::html: return false;
      case Tag::table: case Tag::tbody: case Tag::tfoot: case Tag::thead: case Tag::tr:
        if (!in_table_scope(t.tag)) return false;
        close_cell();
        return true;
      default: return in_body(t);
    }
  }
  if (t.kind == Kind::start) {
    switch (t.tag) {
      case Tag::caption: case Tag::col: case Tag::colgroup: case Tag::tbody: case Tag::td: case Tag::tfoot: case Tag::th: case Tag::thead:
      case Tag::tr:
        if (!in_table_scope(Tag::td) && !in_table_scope(Tag::th)) return false;
        close_cell();
        return true;
      default: break;
    }
  }
  return in_body(t);
}

}  // namespace stemma::ingest::html5
