/// A frequency and a length that occur together in a list of postings.
///
/// A list's impacts are those pairs that no other pair beats in both: whatever k1 and b are, the
/// list's highest score is reached by one of them. So the file holds no scores (Lucene 8's way;
/// Grand, Muir, Ferenczi and Lin, ECIR 2020).
public struct Impact: Sendable, Hashable, BitwiseCopyable {
  /// The number of occurrences in a document, from 1.
  public var frequency: UInt32

  /// The length of the document's field as ``LengthCode`` writes it; the smaller, the shorter.
  public var lengthCode: UInt8

  /// Makes an impact of its two numbers.
  public init(frequency: UInt32, lengthCode: UInt8) {
    self.frequency = frequency
    self.lengthCode = lengthCode
  }
}
