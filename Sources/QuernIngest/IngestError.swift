/// Why a file, a folder or a line could not be read.
public enum IngestError: Error, Sendable, Hashable {
  /// There is no such file or folder.
  case missing

  /// The operating system refused something.
  case system(call: String, code: Int32, reason: String)

  /// A device, a pipe or a socket.
  case notRegular

  /// A file's name that is not UTF-8; the path shows U+FFFD in the wrong places.
  case malformedName

  /// A file that was named itself and whose ending says no format.
  case unknownEnding

  /// The name of a format that does not exist.
  case unknownFormat(name: String)

  /// A file or line that is larger than what is read into memory.
  case tooLarge(byteCount: UInt64, limit: Int)

  /// A zero byte where there should be text.
  case binary(offset: Int)

  /// Bytes that are not text in the encoding that the file is in.
  case malformedText(encoding: String, offset: Int)

  /// An encoding that is recognised and not read.
  case unsupportedEncoding(name: String)

  /// Front matter that is not YAML, or not the YAML that is read; `line` counts from 1 in the file.
  case malformedFrontMatter(line: Int, reason: String)

  /// A line that is not JSON; `offset` counts bytes in the line.
  case malformedJSON(offset: Int, reason: String)

  /// A line that is JSON but not an object.
  case notAnObject

  /// An `id` that is neither a number nor a text with something in it.
  case malformedIdentifier

  /// A key that is longer than ``DocumentKey/maximumByteCount``.
  case keyTooLong(byteCount: Int, limit: Int)

  /// Arrays and objects inside each other beyond the limit; `offset` counts bytes.
  case tooDeep(offset: Int, limit: Int)

  /// A document with more values or longer names of fields than is sensible.
  case tooManyFields(limit: Int)

  /// The file is not what it was a moment ago.
  case changedWhileRead
}

extension IngestError: CustomStringConvertible {
  /// What is wrong and, where something can be done, what to do.
  public var description: String {
    switch self {
    case .missing: "no such file or folder"
    case .system(let call, _, let reason): "\(call) failed: \(reason)"
    case .notRegular: "neither a file nor a folder; to read a stream, name - and pipe it in"
    case .malformedName: "the name is not UTF-8; rename the file"
    case .unknownEnding:
      "unknown ending; say what it is with --format \(Self.formatNames)"
    case .unknownFormat(let name): "unknown format \"\(name)\"; known are \(Self.formatNames)"
    case .tooLarge(let byteCount, let limit):
      "\(byteCount) bytes are too many for one piece; the limit is \(limit)"
    case .binary(let offset): "binary: zero byte at offset \(offset)"
    case .malformedText(let encoding, let offset): "not \(encoding) at offset \(offset)"
    case .unsupportedEncoding(let name): "\(name) is not read here; convert it to UTF-8"
    case .malformedFrontMatter(_, let reason): "front matter: \(reason)"
    case .malformedJSON(let offset, let reason): "not JSON at offset \(offset): \(reason)"
    case .notAnObject: "not a JSON object"
    case .malformedIdentifier: "the id is neither a number nor a text with something in it"
    case .keyTooLong(let byteCount, let limit):
      "a key of \(byteCount) bytes is too long; the limit is \(limit)"
    case .tooDeep(let offset, let limit):
      "more than \(limit) levels inside each other at offset \(offset)"
    case .tooManyFields(let limit): "too many values or names of fields; the limit is \(limit)"
    case .changedWhileRead: "changed while it was read; the next run sees it"
    }
  }

  private static var formatNames: String {
    InputFormat.allCases.map(\.rawValue).joined(separator: "|")
  }
}
