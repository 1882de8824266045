import QuernModel

/// What BM25 makes of each of the 256 length codes, for one field of one query.
struct NormTable: Sendable {
  /// `1 / (k1 · (1 − b + b · dl / avgdl))` by length code.
  ///
  /// Infinite where k1 is 0. Never rises with the code.
  let inverses: [Double]

  init(_ model: BM25, averageLength: Double) {
    inverses = LengthCode.lengths.map {
      1 / model.norm(length: $0, averageLength: averageLength)
    }
  }
}
