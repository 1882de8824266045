import QuernTestSupport

/// Random texts that go for the edges of word breaking and folding.
enum RandomText {
  private static let ascii = Array("aZb09_.,;:'\" -@/#*\n\r\t\0".unicodeScalars)

  private static let nasty = Array(
    ("éÇıİłßﬁĸ’ʼ＇‘ʿ й ё ї ґ ЎΑά ς ᾳ \u{301}\u{306}\u{308}\u{327}\u{345}\u{488}\u{20E3}"
      + "\u{200D}\u{200C}\u{AD}\u{FE0F}\u{FEFF} שׁ׳״ אב مُحـمَّد أآ٣ กำน้า ไทย ภาษา 日本語テスト東京 ガｶﾞー 中文。、，"
      + "한국어 가 हिन्दी क् 𝔘𝟙 😀👩‍👩‍👧🇺🇦 \u{2028}\u{85}\u{3000}\u{10FFFF}\u{FDFA}ﷺ½Ⅷ㍻").unicodeScalars)

  static func string(upTo length: Int, using random: inout SeededGenerator) -> String {
    var scalars = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...length, using: &random) {
      scalars.append(scalar(using: &random))
    }
    return String(scalars)
  }

  static func asciiWord(using random: inout SeededGenerator) -> String {
    let letters = Array("abcXYZ019_".unicodeScalars)
    var scalars = String.UnicodeScalarView()
    for index in 0...Int.random(in: 0...12, using: &random) {
      let isInner = index % 3 == 2
      let pool = isInner ? Array(".,':".unicodeScalars) : letters
      scalars.append(pool[Int.random(in: 0..<pool.count, using: &random)])
    }
    scalars.append("z")
    return String(scalars)
  }

  private static func scalar(using random: inout SeededGenerator) -> Unicode.Scalar {
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<4: ascii[Int.random(in: 0..<ascii.count, using: &random)]
    case 4..<9: nasty[Int.random(in: 0..<nasty.count, using: &random)]
    default: Unicode.Scalar(UInt32.random(in: 0...0x10_FFFF, using: &random)) ?? "x"
    }
  }
}
