/// What a scalar is to the cutting of Chinese, Japanese and Korean text into pairs.
package enum CJKCharacter {
  /// A letter of Han, Hiragana, Katakana or Hangul.
  case letter

  /// A mark, vowel or final that belongs to the letter before it; without one, a letter in Hangul
  /// and nothing else elsewhere.
  case extender

  /// What no word has: a blank, or a sign between words of ASCII or of East Asian print.
  case punctuation

  /// All else, which other rules cut.
  case other

  package init(_ value: UInt32) {
    switch value {
    case 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF: self = .letter  // Most of a text.
    case ..<0x1100: self = value < 0x80 ? Self.ascii(value) : Self.marks(value)
    case 0x1160...0x11FF, 0xD7B0...0xD7FB: self = .extender  // Hangul vowels and finals.
    case 0x302A...0x302F, 0x3099...0x309A, 0xFF9E...0xFF9F: self = .extender  // Tones, voicing.
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF: self = .extender  // Variation selectors.
    case 0x3000...0x3004, 0x3008...0x3020, 0x3030, 0x30FB, 0xFF01...0xFF06, 0xFF08...0xFF0D:
      self = .punctuation
    default: self = Self.isLetter(value) ? .letter : .other
    }
  }

  private static func ascii(_ value: UInt32) -> CJKCharacter {
    switch value {
    case 0x30...0x39, 0x40...0x5A, 0x5F, 0x61...0x7A: .other
    default: .punctuation
    }
  }

  private static func marks(_ value: UInt32) -> CJKCharacter {
    (0x300...0x36F).contains(value) ? .extender : .other
  }

  private static func isLetter(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x3131...0x318E, 0xA960...0xA97C, 0xAC00...0xD7A3: true  // Hangul.
    case 0xFFA0...0xFFBE, 0xFFC2...0xFFC7, 0xFFCA...0xFFCF, 0xFFD2...0xFFD7, 0xFFDA...0xFFDC: true
    case 0x3041...0x3096, 0x309D...0x309F: true  // Hiragana.
    case 0x30A1...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9D: true  // Katakana.
    case 0x1AFF0...0x1AFFE, 0x1B000...0x1B167: true  // Kana of older and of Min Nan texts.
    case 0x2E80...0x2FD5, 0x3005...0x3007, 0x3021...0x3029, 0x3038...0x303B: true  // Han.
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAD9, 0x20000...0x323AF: true
    default: false
    }
  }
}
