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

  /// Millions of bytes.
  static func megabytes(_ byteCount: Int) -> String { "\(short(Double(byteCount) / 1e6)) MB" }

  /// A number with three digits that count.
  static func short(_ value: Double) -> String {
    switch value {
    case 100...: "\(Int(value.rounded()))"
    case 10...: fixed(value, tenths: 1)
    default: fixed(value, tenths: 2)
    }
  }

  private static func fixed(_ value: Double, tenths: Int) -> String {
    let scale = tenths == 1 ? 10 : 100
    let scaled = Int((value * Double(scale)).rounded())
    let rest = String(scaled % scale)
    return "\(scaled / scale).\(String(repeating: "0", count: tenths - rest.count))\(rest)"
  }
}
