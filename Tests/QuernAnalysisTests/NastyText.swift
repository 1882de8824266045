import QuernTestSupport

/// Random strings that go for every rule of word breaking.
enum NastyText: String, CaseIterable, Sendable {
  /// Half from what the ASCII path treats specially, half any ASCII character.
  case ascii
  /// A few characters of each class, side by side.
  case mix
  /// The same without dictionary scripts, so that the own rules decide everything.
  case rules
  /// Any characters of Unicode.
  case all

  private static let asciiEdges = Array("aZ09_.,;:'\" -@/#*\n\r".unicodeScalars)

  private static let classes: [[Unicode.Scalar]] = [
    Array("aZé".unicodeScalars), Array("жґΩ".unicodeScalars), Array("09٣१".unicodeScalars),
    Array("__‿\u{202F}".unicodeScalars), Array("··՟:︓".unicodeScalars), Array(",;٬".unicodeScalars),
    Array(".’․＇".unicodeScalars), ["'"], ["\""], Array("אבﬁשׁ".unicodeScalars),
    ["\u{301}", "\u{308}", "\u{327}", "\u{20E3}", "\u{FE0F}", "\u{1F3FB}", "\u{64B}"],
    ["\u{AD}", "\u{200E}", "\u{FEFF}", "\u{2060}", "\u{200C}"], ["\u{200D}"], ["\u{200D}"],
    Array("한가각".unicodeScalars), ["\u{1100}", "\u{1161}", "\u{FFA1}"],
    ["😀", "👩", "❤", "©", "〰"], ["ℹ", "Ⓜ", "🅰"], ["🇺", "🇦", "🇿"],
    Array("  \u{3000}\u{2003}\u{A0}".unicodeScalars), ["\n", "\r", "\u{85}", "\u{2028}"],
    Array("!?-/@#。、「”…".unicodeScalars), Array("𗀀𘬀𛅰".unicodeScalars),
    Array("हिन्दीক্ষ".unicodeScalars), ["\u{E0001}", "\u{E0061}", "\u{10FFFF}", "\u{FFFD}"],
  ]

  private static let dictionaryClasses: [[Unicode.Scalar]] = [
    Array("ガｶーﾞ゛".unicodeScalars), Array("ひらがな".unicodeScalars),
    Array("漢字中国々〇𠀀\u{16FF0}".unicodeScalars), Array("ภาษาไทยั่".unicodeScalars),
    Array("ພາສາကခកြខ្មែរᨠ᧐".unicodeScalars), ["\u{3297}", "\u{16FE4}"],
  ]

  private static let allClasses = classes + dictionaryClasses

  func string(upTo length: Int, using random: inout SeededGenerator) -> String {
    var scalars = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 1...length, using: &random) {
      scalars.append(scalar(using: &random))
    }
    return String(scalars)
  }

  private func scalar(using random: inout SeededGenerator) -> Unicode.Scalar {
    switch self {
    case .ascii:
      return Bool.random(using: &random)
        ? Self.pick(Self.asciiEdges, &random)
        : Unicode.Scalar(UInt8.random(in: 0..<0x80, using: &random))
    case .mix: return Self.pick(Self.pick(Self.allClasses, &random), &random)
    case .rules: return Self.pick(Self.pick(Self.classes, &random), &random)
    case .all:
      let planes: [UInt32] = [0x2FF, 0xFFFF, 0x1_FFFF, 0x3_FFFF, 0x10_FFFF]
      let value = UInt32.random(in: 0...Self.pick(planes, &random), using: &random)
      return Unicode.Scalar(value) ?? "\u{200D}"
    }
  }

  private static func pick<Element>(_ all: [Element], _ random: inout SeededGenerator) -> Element {
    all[Int.random(in: 0..<all.count, using: &random)]
  }
}
