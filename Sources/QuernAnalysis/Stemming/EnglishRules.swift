/// The lists of suffixes that ``EnglishStemmer`` goes by, in the order of its steps.
final class EnglishRules: Sendable {
  static let shared = EnglishRules()

  /// Whole words and their stems.
  let exceptions = EnglishSuffixes([
    ("skis", "ski"), ("skies", "sky"), ("dying", "die"), ("lying", "lie"), ("tying", "tie"),
    ("idly", "idl"), ("gently", "gentl"), ("ugly", "ugli"), ("early", "earli"), ("only", "onli"),
    ("singly", "singl"), ("sky", "sky"), ("news", "news"), ("howe", "howe"), ("atlas", "atlas"),
    ("cosmos", "cosmos"), ("bias", "bias"), ("andes", "andes"),
  ])
  let lateExceptions = EnglishSuffixes([
    ("inning", ""), ("outing", ""), ("canning", ""), ("herring", ""), ("earring", ""),
    ("proceed", ""), ("exceed", ""), ("succeed", ""),
  ])
  let plurals = EnglishSuffixes([
    ("ied", "i"), ("ies", "i"), ("s", ""), ("us", "us"), ("ss", "ss"), ("sses", "ss"),
  ])
  let pasts = EnglishSuffixes([
    ("eed", "ee"), ("eedly", "ee"), ("ed", ""), ("edly", ""), ("ing", ""), ("ingly", ""),
  ])
  let second = EnglishSuffixes([
    ("ogi", "og"), ("li", ""), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"),
    ("abli", "able"), ("entli", "ent"), ("izer", "ize"), ("ization", "ize"), ("ational", "ate"),
    ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("aliti", "al"), ("alli", "al"),
    ("fulness", "ful"), ("ousli", "ous"), ("ousness", "ous"), ("iveness", "ive"),
    ("iviti", "ive"), ("biliti", "ble"), ("bli", "ble"), ("fulli", "ful"), ("lessli", "less"),
  ])
  let third = EnglishSuffixes([
    ("ative", ""), ("tional", "tion"), ("ational", "ate"), ("alize", "al"), ("icate", "ic"),
    ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
  ])
  let fourth = EnglishSuffixes(
    [
      "ion", "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent",
      "ism", "ate", "iti", "ous", "ive", "ize",
    ].map { ($0, "") })
  /// What ends the first region wherever it comes first.
  let prefixes = ["gener", "commun", "arsen"].map { Array($0.utf8) }
}
