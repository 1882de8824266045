import CWordClasses

/// The word rules of UAX #29 as ICU 72 has them, as a table from state and class to state.
///
/// A state says what the segment that is being read ends in. A segment is what lies between two
/// boundaries; it is a word or not by what ICU's rule status of its end is. So the table also says
/// where ICU loses a word: one that ends in a low line and a mark is none.
enum WordRules {
  /// What stands instead of a state where the class cannot go on with the segment.
  static let boundary: UInt8 = 0x80
  /// What stands where ICU has to say how the segment goes on.
  static let dictionary: UInt8 = 0x81

  /// The number of classes for which each state has room.
  static let stride = 32

  /// The state after a state and a class: entry `state * stride + class`.
  static func transitions() -> [UInt8] {
    var table = WordRuleTable()
    table.begin()
    table.attachMarks()
    table.joinPictographs()
    table.joinLettersAndNumbers()
    table.joinAcrossPunctuation()
    table.joinAlike()
    table.leaveToICU()
    return table.transitions
  }
}
