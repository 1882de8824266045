/// Numbers as people read them: three digits that count.
enum Figure {
  /// A time in the unit that suits it.
  static func time(_ nanoseconds: Int) -> String {
    switch nanoseconds {
    case ..<1_000: "\(nanoseconds) ns"
    case ..<1_000_000: "\(short(Double(nanoseconds) / 1e3)) µs"
    case ..<1_000_000_000: "\(short(Double(nanoseconds) / 1e6)) ms"
    default: "\(short(Double(nanoseconds) / 1e9)) s"
    }
  }

  /// Thousands or millions of bytes.
  static func bytes(_ count: Int) -> String {
    count < 100_000 ? "\(short(Double(count) / 1e3)) kB" : "\(short(Double(count) / 1e6)) MB"
  }

  /// A number with three digits that count.
  static func short(_ value: Double) -> String {
    switch value {
    case 100...: "\(Int(value.rounded()))"
    case 10...: fixed(value, digits: 1)
    default: fixed(value, digits: 2)
    }
  }

  private static func fixed(_ value: Double, digits: Int) -> String {
    let scale = digits == 1 ? 10 : 100
    let scaled = Int((value * Double(scale)).rounded())
    let rest = String(scaled % scale)
    return "\(scaled / scale).\(String(repeating: "0", count: digits - rest.count))\(rest)"
  }
}
