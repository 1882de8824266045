import QuernModel

/// The constants of value columns; see `FORMAT.md`.
///
/// They are on disk: DO NOT CHANGE.
enum ColumnsFormat {
  /// How the documents of a block have values.
  enum Form: UInt64 {
    /// None has any.
    case empty = 0

    /// Each has one.
    case full = 1

    /// Each has one or none.
    case sparse = 2

    /// Some have several.
    case several = 3
  }

  static let entryByteCount = 16

  static func number(of type: FieldType) -> UInt8 {
    switch type {
    case .flag: 1
    case .number: 2
    case .date: 3
    case .keyword: 4
    case .text: 5
    }
  }

  static func type(_ number: UInt8) -> FieldType? {
    FieldType.allCases.first { self.number(of: $0) == number }
  }
}
