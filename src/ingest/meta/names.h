// Telling people, outlets and agencies apart by the shape of their names. Rules of thumb on printed English and Romance names; a table
// of the world's agencies helps, nothing else is known by heart.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stemma/document.h"

namespace stemma::ingest {

/// A form in which a news agency of the real world is credited ("AFP", "The Associated Press").
bool known_agency(std::string_view name);

/// Has a word that agencies carry in their names ("Press", "Newswire", "Agence"), or is a known one.
bool like_agency(std::string_view name);

/// Surely the name of an agency where a name alone stands on a line: a known one whose form is no common word, or capitalised
/// words that end in "Press", "Newswire"... or begin with "Agence"... ("Boreal Press", but not "Latest News", "Fox News",
/// "Press Office").
bool surely_agency(std::string_view name);

/// The known agency with which a run of words begins or ends ("Tom Davies Associated Press"); empty if none.
std::string_view agency_inside(std::string_view words);

/// As like_agency, or has a word that newspapers and stations carry ("Tribune", "Radio").
bool like_outlet(std::string_view name);

/// Has a word of offices and bodies in its name ("Ministry", "Committee").
bool like_body(std::string_view name);

/// Reads like the name of an organisation, an office or a group ("Boreal Press", "Plover staff", "QNW"): no person's.
bool like_organisation(std::string_view name);

/// Has a word of roles, or of what stands on buttons and labels ("Political Editor", "Read more").
bool has_role_word(std::string_view line);

/// Two to five capitalised words, particles allowed ("Ana de la Torre", "J. P. Hartley"), none of them a word of organisations,
/// offices, or the calendar.
bool like_person(std::string_view name);

/// Capital letters only (two to six): "QNW".
bool like_acronym(std::string_view name);

/// "QNW" for "Quillon Newswire": every letter found in order, every word's initial among them.
bool acronym_of(std::string_view acronym, std::string_view name);

/// The same outlet, give or take "The", a trailing company form or desk, capital letters, or an acronym.
bool same_outlet(std::string_view a, std::string_view b);

/// What tells one outlet's name from another's, however it is written: small letters and digits without "the" in front and a domain
/// behind ("The Quay Post", "quaypost.example" and "quaypost" give "quaypost").
std::string outlet_letters(std::string_view name);

/// The long form of `acronym` as the document itself shows it: its publisher, the table's long form where the text has it, or the first
/// outlet-like capitalised phrase in the first 256 kB of `text` that it abbreviates. `acronym` itself if none.
std::string expand_acronym(std::string_view acronym, std::string_view publisher, std::string_view text);

/// Without "The " in front, desk or "staff" behind, and stray punctuation: "Boreal Press staff" -> "Boreal Press".
std::string agency_name(std::string_view printed);

/// Words of a line by white space.
std::vector<std::string_view> split_words(std::string_view s);

}  // namespace stemma::ingest
