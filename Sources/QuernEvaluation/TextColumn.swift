/// How a name stands in a file whose columns are parted by blanks.
enum TextColumn {
  /// Writes blanks, control characters and line ends as `%` and two hexadecimal digits for each byte.
  ///
  /// Any other `%` stays, since it may be part of an address; so what is written so already stays as
  /// it is.
  static func escaped(_ name: some StringProtocol) -> String {
    guard name.unicodeScalars.contains(where: parts) else { return String(name) }
    var text = ""
    for scalar in name.unicodeScalars {
      guard parts(scalar) else {
        text.unicodeScalars.append(scalar)
        continue
      }
      for byte in String(scalar).utf8 {
        text += "%\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))"
      }
    }
    return text
  }

  private static func parts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x20, 0x7F, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}
