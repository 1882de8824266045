/// Letters that a language's stemmer wants to be written in another way.
enum LetterReplacing {
  /// `I` → `ı` and `İ` → `i`, in a word in NFC.
  static func turkishCase(_ word: inout [UInt8]) {
    replace(in: &word) { scalar in
      switch scalar.value {
      case 0x49: 0x131
      case 0x130: 0x69
      default: nil
      }
    }
  }

  /// `ș` → `ş` and `ț` → `ţ`, in a word in NFC.
  static func romanianCedillas(_ word: inout [UInt8]) {
    replace(in: &word) { scalar in
      switch scalar.value {
      case 0x219: 0x15F
      case 0x21B: 0x163
      default: nil
      }
    }
  }

  private static func replace(
    in word: inout [UInt8], _ replacement: (Unicode.Scalar) -> UInt32?
  ) {
    let scalars = String(decoding: word, as: UTF8.self).unicodeScalars
    guard scalars.contains(where: { replacement($0) != nil }) else { return }
    word.removeAll(keepingCapacity: true)
    for scalar in scalars {
      let replaced = replacement(scalar).flatMap(Unicode.Scalar.init) ?? scalar
      word.append(contentsOf: String(replaced).utf8)
    }
  }
}
