import QuernCodec
import QuernModel

/// Counts the documents of each value, over all segments.
struct FacetCounter {
  private let request: FacetRequest
  private let type: FieldType

  /// Documents by value; in a histogram by the first moment of a span.
  private var counts: [ColumnValue: Int] = [:]
  private var missingCount = 0

  init(_ request: FacetRequest, _ type: FieldType) {
    self.request = request
    self.type = type
  }

  /// Counts the documents of a segment.
  mutating func add(
    _ matches: MatchingDocuments, _ column: ColumnReader?
  ) throws(CodecError) {
    guard let column else {
      missingCount += matches.bits.count
      return
    }
    let spans = try spans(of: column.values)
    var byOrdinal = [Int](repeating: 0, count: column.values.count)
    var missing = 0
    var block = ColumnBlock()
    try matches.forEach { (document) throws(CodecError) in
      try column.load(Int(document >> 7), into: &block)
      let places = block.places(of: Int(document & 127))
      if places.isEmpty { missing += 1 }
      for place in places {
        let ordinal = Int(block.ordinals[place])
        // A document counts once in a span in which it has several values; they are neighbours.
        if let spans, place > places.lowerBound,
          spans[ordinal] == spans[Int(block.ordinals[place - 1])]
        {
          continue
        }
        byOrdinal[ordinal] += 1
      }
    }
    missingCount += missing
    if let spans { return add(byOrdinal, spans) }
    for (ordinal, count) in byOrdinal.enumerated() where count > 0 {
      counts[try ColumnValue(column.values, ordinal), default: 0] += count
    }
  }

  /// Adds neighbouring values of one span up first.
  private mutating func add(_ byOrdinal: [Int], _ spans: [UInt64]) {
    var sum = 0
    for (ordinal, count) in byOrdinal.enumerated() {
      sum += count
      guard ordinal + 1 == spans.count || spans[ordinal + 1] != spans[ordinal] else { continue }
      if sum > 0 { counts[.integer(spans[ordinal]), default: 0] += sum }
      sum = 0
    }
  }

  /// The span of each value; `nil` where each is counted for itself.
  private func spans(of values: ColumnValues) throws(CodecError) -> [UInt64]? {
    guard let interval = request.interval else { return nil }
    var spans: [UInt64] = []
    spans.reserveCapacity(values.count)
    // Values ascend: many in turn are of the same span.
    var (start, end) = (Int64.max, Int64.min)
    for ordinal in 0..<values.count {
      let moment = ValueText.bounded(ValueText.milliseconds(of: try values.integer(ordinal)))
      if moment >= start, moment < end {
        spans.append(ValueText.ordered(start))
        continue
      }
      let (year, month, day, _) = DateSpan.civil(moment)
      (start, end) =
        switch interval {
        case .year: (DateSpan.milliseconds(year, 1, 1), DateSpan.milliseconds(year + 1, 1, 1))
        case .month:
          (
            DateSpan.milliseconds(year, month, 1),
            month == 12
              ? DateSpan.milliseconds(year + 1, 1, 1) : DateSpan.milliseconds(year, month + 1, 1)
          )
        case .day:
          (
            DateSpan.milliseconds(year, month, day),
            DateSpan.milliseconds(year, month, day) + DateSpan.millisecondsPerDay
          )
        }
      spans.append(ValueText.ordered(start))
    }
    return spans
  }

  /// What was counted.
  func outcome() -> FacetOutcome {
    var outcome = FacetOutcome(request)
    outcome.distinctCount = counts.count
    outcome.missingCount = missingCount
    var order = counts.sorted { $0.key.precedes($1.key) }
    if request.interval == nil {
      // Stable: those of as many documents stay in the order of their values.
      let ranked = order.enumerated().sorted {
        ($1.element.value, $0.offset) < ($0.element.value, $1.offset)
      }
      order = ranked.prefix(request.limit).map(\.element)
    }
    outcome.buckets = order.map { value, count in
      FacetOutcome.Bucket(value: label(value), count: count)
    }
    return outcome
  }

  private func label(_ value: ColumnValue) -> String {
    let text = value.text(as: type)
    return switch request.interval {
    case .year: String(text.prefix(4))
    case .month: String(text.prefix(7))
    default: text
    }
  }
}
