import QuernModel
import Synchronization

/// What BM25 makes of each of the 256 length codes, for one field and one pair of parameters.
///
/// `scale / (k1 · (1 − b + b · dl / avgdl))` by length code: infinite where k1 is 0, and never rising
/// with the code. The last tables are kept for the queries to come.
struct NormTable: Sendable {
  private let values: Values

  /// - Parameter scale: how much an occurrence in the field counts.
  init(_ model: BM25, averageLength: Double, scale: Double = 1) {
    values = Self.kept.withLock { kept in
      if let known = kept.first(where: {
        $0.model == model && $0.averageLength == averageLength && $0.scale == scale
      }) {
        return known
      }
      if kept.count == Self.keptCount { kept.removeFirst() }
      let new = Values(model, averageLength: averageLength, scale: scale)
      kept.append(new)
      return new
    }
  }

  /// The value of one code.
  func inverse(_ lengthCode: UInt8) -> Float { unsafe values.inverses[Int(lengthCode)] }

  /// All 256 values; valid as long as a copy of this table lives.
  var inverses: UnsafePointer<Float> { unsafe UnsafePointer(values.inverses) }

  /// 16: a few fields of a few snapshots.
  private static let keptCount = 16
  private static let kept = Mutex<[Values]>([])

  /// The values where kernels can reach them.
  @safe private final class Values: @unchecked Sendable {
    // SAFETY (@unchecked Sendable): the memory is never written after `init`.
    let model: BM25
    let averageLength: Double
    let scale: Double
    let inverses: UnsafeMutablePointer<Float>

    init(_ model: BM25, averageLength: Double, scale: Double) {
      self.model = model
      self.averageLength = averageLength
      self.scale = scale
      unsafe inverses = .allocate(capacity: LengthCode.lengths.count)
      for (code, length) in LengthCode.lengths.enumerated() {
        // SAFETY: there is room for as many values as there are codes.
        unsafe (inverses + code).initialize(
          to: Float(scale / model.norm(length: length, averageLength: averageLength)))
      }
    }

    deinit { unsafe inverses.deallocate() }
  }
}
