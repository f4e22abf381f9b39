#include "ingest/html5/foreign.h"

#include <algorithm>

#include "ingest/html5/scan.h"

namespace stemma::ingest::html5 {
namespace {

// Both tables hold the mixed-case names, sorted by their lower-case form.
constexpr std::string_view kSvgTags[] = {
    "altGlyph",       "altGlyphDef",      "altGlyphItem",       "animateColor",      "animateMotion", "animateTransform",
    "clipPath",       "feBlend",          "feColorMatrix",      "feComponentTransfer", "feComposite", "feConvolveMatrix",
    "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow",      "feFlood",       "feFuncA",
    "feFuncB",        "feFuncG",          "feFuncR",            "feGaussianBlur",    "feImage",       "feMerge",
    "feMergeNode",    "feMorphology",     "feOffset",           "fePointLight",      "feSpecularLighting", "feSpotLight",
    "feTile",         "feTurbulence",     "foreignObject",      "glyphRef",          "linearGradient", "radialGradient",
    "textPath"};

constexpr std::string_view kSvgAttributes[] = {
    "attributeName",    "attributeType",    "baseFrequency",   "baseProfile",      "calcMode",         "clipPathUnits",
    "diffuseConstant",  "edgeMode",         "filterUnits",     "glyphRef",         "gradientTransform", "gradientUnits",
    "kernelMatrix",     "kernelUnitLength", "keyPoints",       "keySplines",       "keyTimes",         "lengthAdjust",
    "limitingConeAngle", "markerHeight",    "markerUnits",     "markerWidth",      "maskContentUnits", "maskUnits",
    "numOctaves",       "pathLength",       "patternContentUnits", "patternTransform", "patternUnits",  "pointsAtX",
    "pointsAtY",        "pointsAtZ",        "preserveAlpha",   "preserveAspectRatio", "primitiveUnits", "refX",
    "refY",             "repeatCount",      "repeatDur",       "requiredExtensions", "requiredFeatures", "specularConstant",
    "specularExponent", "spreadMethod",     "startOffset",     "stdDeviation",     "stitchTiles",      "surfaceScale",
    "systemLanguage",   "tableValues",      "targetX",         "targetY",          "textLength",       "viewBox",
    "viewTarget",       "xChannelSelector", "yChannelSelector", "zoomAndPan"};

struct Qualified {
  std::string_view written, local;
  AttributeNamespace ns;
};
constexpr Qualified kQualified[] = {
    {"xlink:actuate", "actuate", AttributeNamespace::xlink}, {"xlink:arcrole", "arcrole", AttributeNamespace::xlink},
    {"xlink:href", "href", AttributeNamespace::xlink},       {"xlink:role", "role", AttributeNamespace::xlink},
    {"xlink:show", "show", AttributeNamespace::xlink},       {"xlink:title", "title", AttributeNamespace::xlink},
    {"xlink:type", "type", AttributeNamespace::xlink},       {"xml:lang", "lang", AttributeNamespace::xml},
    {"xml:space", "space", AttributeNamespace::xml},         {"xmlns", "xmlns", AttributeNamespace::xmlns},
    {"xmlns:xlink", "xlink", AttributeNamespace::xmlns}};

bool less_ci(std::string_view mixed, std::string_view lower_name) {
  return std::lexicographical_compare(mixed.begin(), mixed.end(), lower_name.begin(), lower_name.end(),
                                      [](char a, char b) { return lower(a) < lower(b); });
}

bool equal_ci(std::string_view a, std::string_view lower_word) {
  return a.size() == lower_word.size() && starts_with_ci(a.data(), a.data() + a.size(), lower_word);
}

template <std::size_t N>
std::string_view cased(const std::string_view (&table)[N], std::string_view lower_name) {
  const auto* const hit = std::lower_bound(std::begin(table), std::end(table), lower_name, less_ci);
  return hit != std::end(table) && equal_ci(*hit, lower_name) ? *hit : lower_name;
}

const Attribute* find(const Tree& tree, const Token& t, std::string_view name) {
  for (std::uint32_t i = 0; i < t.attribute_count; ++i)
    if (tree.attributes[t.first_attribute + i].name == name) return &tree.attributes[t.first_attribute + i];
  return nullptr;
}

}  // namespace

void adjust_foreign(Tree& tree, Token& t, Namespace ns) {
  if (ns == Namespace::svg) t.text = cased(kSvgTags, t.text);
  for (std::uint32_t i = 0; i < t.attribute_count; ++i) {
    Attribute& a = tree.attributes[t.first_attribute + i];
    if (ns == Namespace::svg) a.name = cased(kSvgAttributes, a.name);
    if (ns == Namespace::mathml && a.name == "definitionurl") a.name = "definitionURL";
    if (a.name.empty() || a.name.front() != 'x') continue;
    for (const Qualified& q : kQualified) {
      if (a.name != q.written) continue;
      a.name = q.local;
      a.ns = q.ns;
      break;
    }
  }
}

bool is_font_with_look(const Tree& tree, const Token& t) {
  return t.tag == Tag::font && (find(tree, t, "color") != nullptr || find(tree, t, "face") != nullptr || find(tree, t, "size") != nullptr);
}

bool is_html_annotation(const Tree& tree, NodeId node) {
  const auto encoding = tree.attribute(node, "encoding");
  return encoding && (equal_ci(*encoding, "text/html") || equal_ci(*encoding, "application/xhtml+xml"));
}

bool is_hidden_input(const Tree& tree, const Token& t) {
  const Attribute* const type = find(tree, t, "type");
  return type != nullptr && equal_ci(type->value, "hidden");
}

}  // namespace stemma::ingest::html5
