/// A quotation mark that begins a phrase, and the marks that end it.
///
/// Word processors and newsrooms write “ ”, „ “ and « » (in German also » «).
struct Quote {
  private let closing: [Unicode.Scalar]

  /// - Returns: `nil` where `scalar` begins no phrase.
  init?(opening scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": closing = ["\""]
    case "“", "”", "„": closing = ["”", "“", "\""]
    case "«": closing = ["»", "\""]
    case "»": closing = ["«", "\""]
    default: return nil
    }
  }

  func isClosed(by scalar: Unicode.Scalar) -> Bool { closing.contains(scalar) }

  /// Whether a mark begins a phrase even inside a word, as in scripts without spaces.
  ///
  /// The others also stand for inches and for the end of a quotation.
  static func onlyOpens(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "“" || scalar == "„" || scalar == "«"
  }
}
