public import QuernModel

/// One line of a JSONL file that is not blank.
public struct JSONLine: Sendable {
  /// The number of the line, from 1; blank lines count too.
  public var number: Int

  /// Where the line begins, in bytes from the start of the file.
  public var offset: Int

  /// The length of the line in bytes, without its line end.
  public var byteCount: Int

  /// ``ContentHash`` of the line without its line end.
  public var contentHash: UInt64

  /// The document of the line, or why it has none.
  public var document: Result<Document, IngestError>

  /// The bytes inside strings that are no UTF-8 and were read as U+FFFD.
  public var replaced: ReplacedBytes?
}
