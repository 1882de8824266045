import QuernCodec

/// What a segment says of the order of its documents; see `FORMAT.md`.
///
/// `Order := method(u8)`. A segment without it has documents in the order in which they came.
enum OrderSection {
  /// Recursive graph bisection.
  static let bisection: [UInt8] = [1]
}
