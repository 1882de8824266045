import ArgumentParser

/// A size in bytes as people write it: 512M, 4G; K, M and G are powers of 1,024.
struct MemorySize: ExpressibleByArgument, Equatable {
  var byteCount: Int

  /// Less is not enough to make an index with.
  static let smallest = 64 << 20

  init?(argument: String) {
    let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
    let unit = argument.uppercased().last.flatMap { units[$0] }
    guard let number = Int(unit == nil ? argument[...] : argument.dropLast()) else { return nil }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: unit ?? 1)
    guard !overflow, bytes >= Self.smallest else { return nil }
    byteCount = bytes
  }
}
