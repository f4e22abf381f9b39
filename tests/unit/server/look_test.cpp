#include "server/look.h"

#include <gtest/gtest.h>

#include "base/utf8.h"

namespace stemma::server {
namespace {

/// What no page may leave in its look, whatever it tries.
void expect_inert(const std::string& look, const std::string& from) {
  const std::string lower = ascii_lower(look);
  for (const char* bad : {"<script", "<iframe", "<object", "<embed", "<form", "<svg", "<math", "<base", "<link", "<input", "<button", "http-equiv", "javascript:", " on", "href=", "action=",
                          "srcdoc", "srcset", "@import", "url(", "http://evil", "//evil", "<template", "<noscript", "xlink", "<video", "<audio", "<frame", "formaction"})
    EXPECT_EQ(lower.find(bad), std::string::npos) << bad << " from " << from << "\n" << look;
}

TEST(Look, NothingThatRunsLoadsOrLeads) {
  for (const char* page : {
           "<script>alert(1)</script><p>x</p>",
           "<p onclick=alert(1) ONLOAD='x'>x</p>",
           "<img src=x onerror=alert(1)><img src='http://evil.example/p.png'><img srcset='//evil.example/a 2x'>",
           "<a href='javascript:alert(1)'>x</a><a href='http://evil.example/'>y</a>",
           "<svg><script>alert(1)</script><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
           "<svg><style><img src=x onerror=alert(1)></style></svg>",
           "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
           "<iframe src='http://evil.example/'></iframe><iframe srcdoc='<script>alert(1)</script>'></iframe>",
           "<object data='http://evil.example/'></object><embed src=//evil.example/x>",
           "<form action='http://evil.example/'><input name=a><button formaction='javascript:alert(1)'>b</button></form>",
           "<meta http-equiv=refresh content='0;url=http://evil.example/'><base href='http://evil.example/'><link rel=stylesheet href='http://evil.example/x.css'>",
           "<style>@import 'http://evil.example/x.css'; p{background:url(http://evil.example/y.png)} q{background:u\\72l(//evil.example)} </style>",
           "<p style=\"background:URL('http://evil.example/z')\">x</p><p style='background:\\75rl(//evil.example)'>",
           "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
           "<template><script>alert(1)</script></template><xmp><script>alert(1)</script></xmp><plaintext><script>alert(1)</script>",
           "<body background='http://evil.example/b.png' onload=alert(1)>",
           "<img src='data:image/svg+xml,<svg onload=alert(1)>'><img src='data:text/html,<script>1</script>'>",
           "<video src=//evil.example/v poster=//evil.example/p></video>",
           "<textarea></textarea><script>alert(1)</script>",
           "<title></title><script>alert(1)</script>"}) {
    std::string look = inert_html(page, {});
    // Words of a page may be any, in text: take them out as a browser would see them.
    for (auto at = look.find("&lt;"); at != std::string::npos; at = look.find("&lt;")) look.erase(at, look.find("&gt;", at) == std::string::npos ? std::string::npos : look.find("&gt;", at) - at + 4);
    expect_inert(look, page);
  }
}

TEST(Look, WhatIsHarmlessStays) {
  const std::string look = inert_html("<!DOCTYPE html><h1 class=big lang=en>A &lt; B &amp; C</h1><table><tr><td colspan=2 style='color:red'>x</td></tr></table>"
                                      "<style>h1{color:blue}</style><img alt=dot width=4 src='data:image/png;base64,iVBORw0KGgo='><pre>\n\nx</pre><custom-box>kept</custom-box>",
                                      {});
  for (const char* kept : {"<!DOCTYPE html>", "<h1 class=\"big\" lang=\"en\">A &lt; B &amp; C</h1>", "<td colspan=\"2\" style=\"color:red\">x</td>", "<style>h1{color:blue}</style>",
                           "src=\"data:image/png;base64,iVBORw0KGgo=\"", "<pre>\n\nx</pre>", "kept"})
    EXPECT_NE(look.find(kept), std::string::npos) << kept << "\n" << look;
}

TEST(Look, TextAndOtherFormats) {
  Document d;
  d.format = "text";
  EXPECT_NE(look_of(d, "a <b>\n", {}).find("a &lt;b&gt;"), std::string::npos);
  d.format = "pdf";
  EXPECT_NE(look_of(d, "%PDF", {}).find("no look"), std::string::npos);
  d.format = "warc+html";
  EXPECT_NE(look_of(d, "<p>x<script>1</script>", {}).find("<p>x</p>"), std::string::npos);
}

}  // namespace
}  // namespace stemma::server
