package import QuernModel

/// How a query is asked.
///
/// Values may come from a command line: ``validate()`` says what is wrong.
package struct SearchParameters: Sendable, Hashable {
  /// Which executor finds the best documents.
  package enum ExecutorChoice: Sendable, Hashable {
    /// The one that suits the query.
    case automatic

    /// The one that scores every matching document: the oracle of the others.
    case exhaustive
  }

  /// The greatest sum of ``limit`` and ``offset``.
  package static let maximumListCount = 10_000_000

  /// How many hits are wanted.
  package var limit = 10

  /// How many of the best hits are passed over.
  package var offset = 0

  /// By which values hits are ordered; `nil` for by score.
  package var order: FieldOrder?

  /// The place behind which the list begins; `nil` for its beginning.
  package var after: ListPlace?

  /// Which values of all matching documents are counted.
  package var facets: [FacetRequest] = []

  /// The field of whose values each gets one hit at most.
  package var collapse: FieldName?

  package var k1: Float = 0.9
  package var b: Float = 0.4

  /// The fields in which a clause without a field is looked for, and how much each counts.
  package var weights: [FieldName: Float]

  private static let usualWeights: [FieldName: Float] = [.title: 1, .text: 1]

  /// How the scores of a word in several fields make one.
  package var ranking = Ranking.bm25

  /// Whether all matching documents are counted.
  package var countsTotal = true

  package var executor = ExecutorChoice.automatic

  package init() { self.init(weights: Self.usualWeights) }

  package init(weights: [FieldName: Float]) { self.weights = weights }

  // MARK: Ranges

  static var limits: ClosedRange<Int> { 0...maximumListCount }

  /// - Parameter limit: one of ``limits``.
  static func offsets(limit: Int) -> ClosedRange<Int> { 0...(maximumListCount - limit) }

  static func allowsK1(_ k1: Float) -> Bool { k1 >= 0 && k1.isFinite }
  static func allowsB(_ b: Float) -> Bool { b >= 0 && b <= 1 }
  static func allowsWeight(_ weight: Float) -> Bool { weight > 0 && weight.isFinite }

  /// Refuses values outside their ranges.
  ///
  /// - Throws: ``SearchError/parameter(name:value:allowed:)``.
  package func validate() throws(SearchError) {
    let most = Self.maximumListCount
    guard Self.limits.contains(limit) else {
      throw .parameter(name: "limit", value: "\(limit)", allowed: "0 to \(most)")
    }
    guard Self.offsets(limit: limit).contains(offset) else {
      throw .parameter(
        name: "offset", value: "\(offset)", allowed: "0 to \(most) less the limit of \(limit)")
    }
    guard Self.allowsK1(k1) else {
      throw .parameter(name: "k1", value: "\(k1)", allowed: "0 and above")
    }
    guard Self.allowsB(b) else {
      throw .parameter(name: "b", value: "\(b)", allowed: "0 to 1")
    }
    guard !weights.isEmpty else {
      throw .parameter(name: "weights", value: "empty", allowed: "one field or more")
    }
    let wrong = weights.lazy.filter { !Self.allowsWeight($0.value) }
    guard let (field, weight) = wrong.min(by: { $0.key < $1.key }) else { return }
    throw .parameter(name: "weight of \(field)", value: "\(weight)", allowed: "above 0")
  }
}
