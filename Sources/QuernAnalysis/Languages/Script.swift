/// A script that tells languages apart.
package enum Script: Int, CaseIterable {
  case latin
  case greek
  case cyrillic
  case armenian
  case hebrew
  case arabic
  case devanagari
  case tamil
  case thai
  case lao
  case burmese
  case khmer
  case kana
  case han
  case hangul

  /// The script of a letter; `nil` for what is no letter, and for scripts that are not known here.
  ///
  /// By blocks: marks and signs inside a block count as its letters.
  package init?(_ value: UInt32) {
    switch value {
    case 0x41...0x5A, 0x61...0x7A: self = .latin
    case ..<0xC0: return nil
    case 0xD7, 0xF7: return nil
    case 0xC0...0x24F, 0x1E00...0x1EFF: self = .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
    case 0x400...0x52F: self = .cyrillic
    case 0x531...0x588: self = .armenian
    case 0x591...0x5F4: self = .hebrew
    case 0x620...0x65F, 0x66E...0x6EF, 0x6FA...0x6FF, 0x750...0x77F, 0xFB50...0xFDFF,
      0xFE70...0xFEFC:
      self = .arabic
    case 0x900...0x963, 0x970...0x97F: self = .devanagari
    case 0xB80...0xBE5: self = .tamil
    case 0xE01...0xE4E: self = .thai
    case 0xE81...0xECF, 0xEDC...0xEDF: self = .lao
    case 0x1000...0x103F, 0x1050...0x109F: self = .burmese
    case 0x1780...0x17D3: self = .khmer
    case 0x3041...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9F: self = .kana
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: self = .han
    case 0x1100...0x11FF, 0x3131...0x318E, 0xAC00...0xD7A3: self = .hangul
    default: return nil
    }
  }

  /// How much text a letter of the script stands for, next to one of an alphabet.
  package var weight: Int {
    switch self {
    case .han: 3
    case .kana, .hangul: 2
    default: 1
    }
  }

  /// The language of a script that has one language here; others need words.
  var onlyLanguage: String? {
    switch self {
    case .greek: "el"
    case .armenian: "hy"
    case .tamil: "ta"
    case .thai: "th"
    case .lao: "lo"
    case .burmese: "my"
    case .khmer: "km"
    case .hangul: "ko"
    case .latin, .cyrillic, .hebrew, .arabic, .devanagari, .kana, .han: nil
    }
  }
}
