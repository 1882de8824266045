/// Numbers as people read them.
package enum Figures {
  /// A whole number with commas between groups of three digits.
  package static func grouped(_ value: Int) -> String {
    var result = ""
    let digits = String(value.magnitude)
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return value < 0 ? "-" + result : result
  }

  /// A number with a fixed count of decimals, 0 … 9.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    var scale = 1
    for _ in 0..<min(max(decimals, 0), 9) { scale *= 10 }
    let scaled = (value.magnitude * Double(scale)).rounded()
    // Beyond, a Double has no decimals left.
    guard scaled < 9_007_199_254_740_992 else { return "\(value)" }
    let whole = Int(scaled)
    let sign = value < 0 && whole > 0 ? "-" : ""
    guard scale > 1 else { return sign + String(whole) }
    let fraction = String(scale + whole % scale).dropFirst()
    return "\(sign)\(whole / scale).\(fraction)"
  }

  /// A time, in the unit that suits it.
  package static func duration(nanoseconds: Int) -> String {
    let value = Double(nanoseconds)
    return switch nanoseconds {
    case ..<1_000: "\(nanoseconds) ns"
    case ..<100_000: "\(fixed(value / 1e3, decimals: 1)) µs"
    case ..<1_000_000: "\(fixed(value / 1e3, decimals: 0)) µs"
    case ..<100_000_000: "\(fixed(value / 1e6, decimals: 1)) ms"
    case ..<1_000_000_000: "\(fixed(value / 1e6, decimals: 0)) ms"
    case ..<100_000_000_000: "\(fixed(value / 1e9, decimals: 1)) s"
    default: "\(fixed(value / 1e9, decimals: 0)) s"
    }
  }

  /// A count with its noun.
  package static func count(_ value: Int, _ singular: String, _ plural: String? = nil) -> String {
    "\(grouped(value)) \(value == 1 ? singular : plural ?? singular + "s")"
  }
}
