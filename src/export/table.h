// The tables of a case: one description of every column, from which the CSV files, the lines of JSON, their JSON Schema and the data dictionary
// are all made, so that none of them can say what the others do not.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "export/outgoing.h"
#include "report/json_parts.h"

namespace stemma::exports {

using report::Json;

enum class Type : std::uint8_t {
  id,        ///< a text without white space, the same in all tables and in every export of the case
  text,      ///< words of a page or of ours
  word,      ///< one of a fixed list
  integer,
  number,
  boolean,
  date,      ///< ISO 8601 as exact as it is known: a day, or a date-time with or without its zone; EDTF where the column says so
  utc,       ///< ISO 8601 date-time in UTC, "2031-05-06T12:00:00Z"
  texts,     ///< list of texts or ids; in CSV a JSON list
  integers,  ///< list of whole numbers; in CSV a JSON list
  spans,     ///< list of [begin, end) pairs; in CSV a JSON list
};
std::string_view name(Type);

struct Column {
  std::string_view name;
  Type type = Type::text;
  bool nullable = false;       ///< empty in CSV, null in JSON
  std::string_view unit;       ///< "code points", "documents", "0..1"; empty: none
  std::string_view meaning;    ///< of an id of another table: which ("documents.id: ...")
  bool lines_only = false;     ///< too long for a cell: left out of CSV, which has it elsewhere
};

/// What tables are made of: the case, with offsets in code points.
struct Rows : report::JsonCase {
  explicit Rows(const Outgoing& o) : JsonCase(o.readings, o.model), out(o) {}
  const Outgoing& out;

  Json words(std::uint32_t document, ByteSpan) const;
  Json words(std::uint32_t document, const Spans&) const;  ///< pieces joined by " … "; null for none
  Json document_id(std::int64_t document) const;           ///< null below 0
  Json reasons(const std::vector<Reason>&) const;          ///< their texts
};

using Row = std::vector<Json>;
using TakeRow = std::function<void(Row&&)>;

struct Table {
  std::string_view name;
  std::string_view meaning;    ///< what one row is
  std::vector<Column> columns;
  void (*rows)(const Rows&, const TakeRow&);  ///< as many cells as columns, in their order
};

const std::vector<Table>& tables();
std::vector<Table> document_tables();
std::vector<Table> grounding_tables();
std::vector<Table> claim_tables();
std::vector<Table> decision_tables();

/// What the case holds and no table does.
std::vector<LeftOut> not_in_tables(const Outgoing&);

/// Four decimals: what a confidence means, without the noise of its binary form.
Json share(float value);
/// "2031-05-06T05:00:00Z" of an ISO date-time with a zone; null of one without, and of a day.
Json utc(const std::string& iso);

}  // namespace stemma::exports
