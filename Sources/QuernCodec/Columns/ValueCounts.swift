package import QuernModel
import QuernStorage

/// How many values of a field are of each kind; says which type the field has.
///
/// Counts add up, so that the type of a set of documents does not depend on how they are spread over
/// segments.
package struct ValueCounts: Sendable, Hashable {
  /// All values but empty ones.
  package var values: UInt64 = 0
  package var flags: UInt64 = 0

  /// Those of four digits, which are years too, included.
  package var numbers: UInt64 = 0
  package var years: UInt64 = 0

  /// Without the years.
  package var dates: UInt64 = 0

  /// Values of at most ``ValueText/maximumByteCount`` bytes.
  package var short: UInt64 = 0

  package init() {}

  package static func + (left: ValueCounts, right: ValueCounts) -> ValueCounts {
    var sum = left
    sum.values &+= right.values
    sum.flags &+= right.flags
    sum.numbers &+= right.numbers
    sum.years &+= right.years
    sum.dates &+= right.dates
    sum.short &+= right.short
    return sum
  }

  /// What is counted of one value, which is trimmed.
  package init(of value: ArraySlice<UInt8>) {
    guard !value.isEmpty else { return }
    values = 1
    guard value.count <= ValueText.maximumByteCount else { return }
    short = 1
    // Most words are told by their first letter.
    guard let first = value.first else { return }
    if first &- 0x30 < 10 || first == 0x2D {
      if ValueText.number(value) != nil {
        numbers = 1
        years = ValueText.isYear(value) ? 1 : 0
      } else if DateSpan(value) != nil {
        dates = 1
      }
    } else if ValueText.flag(value) != nil {
      flags = 1
    }
  }

  /// A type fits if so many of 20 values are of it; the others have no place in the column.
  private static let leastOf20: UInt64 = 19

  /// The type that these values make of a field; `nil` where there are none.
  ///
  /// The one of flag, number and date that has the most values, if that are 19 of 20; else keyword, if
  /// 19 of 20 are short. Title and text of a document are always text: they are searched by words.
  package func type(of field: FieldName) -> FieldType? {
    guard values > 0 else { return nil }
    if field == .title || field == .text { return .text }
    var best = (type: FieldType.flag, count: flags)
    if numbers > best.count { best = (.number, numbers) }
    if dates > 0, dates &+ years > best.count { best = (.date, dates &+ years) }
    if fits(best.count) { return best.type }
    return fits(short) ? .keyword : .text
  }

  /// How many values have no place in a column of a type.
  package func misfits(of type: FieldType) -> UInt64 {
    let fitting =
      switch type {
      case .flag: flags
      case .number: numbers
      case .date: dates &+ years
      case .keyword: short
      case .text: values
      }
    return values >= fitting ? values - fitting : 0
  }

  private func fits(_ count: UInt64) -> Bool {
    let (wanted, overflow) = values.multipliedReportingOverflow(by: Self.leastOf20)
    return !overflow && count <= values && count &* 20 >= wanted
  }

  // MARK: Bytes

  func encode(to bytes: inout ByteWriter) {
    for count in [values, flags, numbers, years, dates, short] { bytes.writeVarint(count) }
  }

  init(reading reader: inout ByteReader) throws(StorageError) {
    values = try reader.readVarint()
    flags = try reader.readVarint()
    numbers = try reader.readVarint()
    years = try reader.readVarint()
    dates = try reader.readVarint()
    short = try reader.readVarint()
  }

  /// Whether values may be so: none is of two kinds, and none is counted twice.
  var isSound: Bool {
    values < 1 << 48 && short <= values && years <= numbers && flags <= short
      && numbers <= short - flags && dates <= short - flags - numbers
  }
}
