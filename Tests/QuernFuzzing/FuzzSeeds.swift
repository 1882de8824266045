/// Texts from which the fuzzer starts.
enum FuzzSeeds {
  static let queries = [
    "breakthrough peskov", "+breakthrough -talks", "\"no breakthrough says\"~2", "title:weather",
    "title:\"weather talks\" -(a b) OR c* ^2", "+title:(weather talks) text:çay date:2026-11-03",
    "“quoted” ‘words’ e\u{301}toile", "a:b:c \\\" \\\\ - + \"", "東京 ไทย emoji👩‍👩‍👧 can't",
    "(a AND b) OR NOT c (x y z)@2^3", "te?t *foo* wörd~1 brea*-thro*", "/(a|b)*[^c-é]{2,5}\\d./",
    "NEAR(breakthrough palace, 3, ordered) [a TO b} title:{* TO x]", "title:>=2025-02 text:1..x",
    "((((((((((((((((((((((((((((((a)))", "\\AND && || NOT NOT \\“x\\” a\\ b",
    "*^0.001 -(*) title:*",
  ]

  static let lines = [
    "{\"id\":\"k\",\"title\":\"T\",\"body\":\"B\",\"tags\":[\"a\",[\"b\"],null,1],\"x\":-1.5e+3}\n",
    "\u{FEFF}{\"text\":\"\\u00e9\\ud83d\\ude00\\n\"}\r\n\n{\"a\":{\"b\":[{\"c\":true}]}}",
    "[1]\n{\"id\":7}\n{\"id\":\"\"}\n{\"a\":\"\\ud800\"}\n{\"a\":1,\"a\":2}\nnull\n{",
  ]

  static let articles = [
    "---\ntitle: A\ndate: 2026-11-03\ntags: [a, b]\nauthor: {name: Ada}\n---\n# A\n\nText *bold*.\n",
    "---\na: &x [1, 2]\nb: *x\nc: |\n  line\n  line\nd: >-\n  folded\n...\n> quote\n> - item\n",
    "Title\n=====\n\n| a | b |\n|---|---|\n| [link](http://x \"t\") | `code` |\n\n```swift\nlet a\n```\n",
    "<!-- comment --> ![image][ref] **bold _both_** <b>html</b> &amp; \\* 1. one\n\n[ref]: /url\n",
  ]

  static let texts = [
    "The envoy's breakthrough, near the palace: 3.14 e-mails; can't a@b.c _x_ 1,000.5",
    "Ships leave Çırağan. Straße, ﬁne, ŞİŞLİ, ıI, e\u{301}\u{323}, Å, K, ９",
    "Президент заявил, что прорыва нет. Η Ελλάδα ΟΔΥΣΣΕΥΣ. ישראל ג\u{22}ל العربيّة",
    "東京都の全文検索 ภาษาไทย 한국어 text 🇺🇦👩‍👩‍👧👍🏽 a\u{200D}b \u{FFFD} \u{0} \u{1F}",
  ]
}
