extension LetterFolding {
  /// A letter and a mark on it.
  struct Mark: Hashable {
    let base: UInt32
    let mark: UInt32

    init(_ base: UInt32, _ mark: UInt32) {
      self.base = base
      self.mark = mark
    }
  }

  /// Marks that make another letter and not an accent.
  ///
  /// Whoever writes the language never leaves
  /// them out, unlike the dots of the Russian ё, which most print leaves out.
  static let keptMarks: Set<Mark> = [
    Mark(0x0438, 0x0306),  // й: и with a breve. Russian, Ukrainian, Bulgarian and others.
    Mark(0x0443, 0x0306),  // ў: у with a breve. Belarusian.
    Mark(0x0456, 0x0308),  // ї: і with a diaeresis. Ukrainian.
    Mark(0x0433, 0x0301),  // ѓ: г with an acute. Macedonian.
    Mark(0x043A, 0x0301),  // ќ: к with an acute. Macedonian.
  ]

  /// Scalars that stand for an apostrophe, or for a letter that is typed as one.
  static let apostrophes: Set<UInt32> = [
    0x2018,  // ‘ left single quotation mark
    0x2019,  // ’ right single quotation mark: the apostrophe of print
    0x201B,  // ‛ single high-reversed-9 quotation mark
    0xFF07,  // ＇ fullwidth apostrophe (NFKC has folded it before)
    0x02B9,  // ʹ modifier letter prime: the soft sign in transliterations
    0x02BB,  // ʻ modifier letter turned comma: Uzbek oʻ gʻ, the Hawaiian okina
    0x02BC,  // ʼ modifier letter apostrophe: Ukrainian, Breton, Tatar
    0x02BE,  // ʾ modifier letter right half ring: hamza in transliterations
    0x02BF,  // ʿ modifier letter left half ring: ayn in transliterations
    0x05F3,  // ׳ Hebrew geresh
  ]

  /// Latin letters that Unicode does not decompose, and what is typed for them.
  static let latinLetters: [UInt32: [UInt8]] = {
    let pairs: [(String, String)] = [
      // Living alphabets of Europe.
      ("ı", "i"), ("ł", "l"), ("ø", "o"), ("đ", "d"), ("ð", "d"), ("ß", "ss"), ("æ", "ae"),
      ("œ", "oe"), ("þ", "th"), ("ħ", "h"), ("ŧ", "t"), ("ĸ", "q"), ("ŋ", "n"), ("ǥ", "g"),
      ("ȷ", "j"), ("ſ", "s"),
      // Azerbaijani; a as in English print: Əliyev, Aliyev.
      ("ə", "a"), ("ǝ", "a"),
      // Alphabets of Africa.
      ("ɓ", "b"), ("ɗ", "d"), ("ɖ", "d"), ("ɛ", "e"), ("ƒ", "f"), ("ɠ", "g"), ("ɣ", "g"),
      ("ɨ", "i"), ("ɩ", "i"), ("ƙ", "k"), ("ɲ", "n"), ("ƞ", "n"), ("ɔ", "o"), ("ɵ", "o"),
      ("ƥ", "p"), ("ʂ", "s"), ("ƭ", "t"), ("ʈ", "t"), ("ʉ", "u"), ("ʋ", "v"), ("ⱳ", "w"),
      ("ƴ", "y"), ("ʐ", "z"),
      // Letters with a stroke or a hook of smaller and older alphabets.
      ("ƀ", "b"), ("ƃ", "b"), ("ƈ", "c"), ("ȼ", "c"), ("ƌ", "d"), ("ɇ", "e"), ("ⱨ", "h"),
      ("ɉ", "j"), ("ⱪ", "k"), ("ƚ", "l"), ("ɫ", "l"), ("ⱡ", "l"), ("ɍ", "r"), ("ɽ", "r"),
      ("ȿ", "s"), ("ⱦ", "t"), ("ɏ", "y"), ("ƶ", "z"), ("ȥ", "z"), ("ⱬ", "z"), ("ɀ", "z"),
    ]
    var letters: [UInt32: [UInt8]] = [:]
    for (letter, typed) in pairs {
      for scalar in letter.unicodeScalars { letters[scalar.value] = Array(typed.utf8) }
    }
    return letters
  }()

  /// Whether marks on this letter are accents: ASCII, Latin, Greek, Coptic and Cyrillic.
  static func takesAccents(_ base: UInt32) -> Bool {
    switch base {
    case 0x0001..<0x0530: true  // Basic Latin … Cyrillic Supplement.
    case 0x1C80..<0x1C90: true  // Cyrillic Extended-C.
    case 0x1D00..<0x1DC0: true  // Phonetic Extensions.
    case 0x1E00..<0x2000: true  // Latin Extended Additional, Greek Extended.
    case 0x2C60..<0x2C80: true  // Latin Extended-C.
    case 0xA640..<0xA6A0: true  // Cyrillic Extended-B.
    case 0xA720..<0xA800: true  // Latin Extended-D.
    case 0xAB30..<0xAB70: true  // Latin Extended-E.
    default: false
    }
  }

  /// Whether the scalar is a mark of no script in particular, or of Cyrillic.
  static func isCombiningDiacritic(_ value: UInt32) -> Bool {
    switch value {
    case 0x0300..<0x0370: true  // Combining Diacritical Marks.
    case 0x0483..<0x048A: true  // Cyrillic: titlo and others.
    case 0x1AB0..<0x1B00: true  // Combining Diacritical Marks Extended.
    case 0x1DC0..<0x1E00: true  // Combining Diacritical Marks Supplement.
    case 0x20D0..<0x2100: true  // Combining Diacritical Marks for Symbols.
    case 0x2DE0..<0x2E00: true  // Cyrillic Extended-A: letters written above.
    case 0xA66F..<0xA673, 0xA674..<0xA67E, 0xA69E..<0xA6A0: true  // Cyrillic Extended-B.
    case 0xFE20..<0xFE30: true  // Combining Half Marks.
    default: false
    }
  }

  /// Whether the scalar is a point of Arabic or Hebrew that most texts leave out, or a tatweel.
  static func isOptionalPoint(_ value: UInt32) -> Bool {
    switch value {
    case 0x0591..<0x05BE, 0x05BF, 0x05C1...0x05C2, 0x05C4...0x05C5, 0x05C7: true  // Hebrew.
    case 0x0610..<0x061B: true  // Honorifics and Koranic signs.
    case 0x0640: true  // Tatweel.
    case 0x064B..<0x0653: true  // Tanwin, fatha, damma, kasra, shadda, sukun.
    case 0x0656..<0x0659: true  // Subscript alef, inverted damma, noon ghunna.
    case 0x0670: true  // Superscript alef.
    case 0x06D6..<0x06DD, 0x06DF..<0x06E5, 0x06E7...0x06E8, 0x06EA..<0x06EE: true  // Koranic.
    default: false
    }
  }
}
