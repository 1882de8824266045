package import QuernModel

/// A whole file of text or Markdown → one document, whose key is the path.
package enum ArticleReader {
  /// The largest file that is read, in bytes; larger ones are data rather than articles.
  static let maximumByteCount = 256 << 20

  /// Reads a file; its canonical path goes into key and source as it is.
  static func read(
    _ path: FilePath, as format: InputFormat
  ) throws(IngestError) -> (document: Document, replaced: ReplacedBytes?) {
    let input = try InputFile(path)
    let status = try input.status()
    guard status.kind == .regular else { throw .notRegular }
    let bytes = try input.bytesToEnd(expecting: status.byteCount, limit: maximumByteCount)
    let source = Source(
      path: path.rawValue, byteCount: status.byteCount, modified: status.modified,
      contentHash: ContentHash.hash(bytes.span))
    return try article(bytes, format: format, source: source)
  }

  /// Reads a stream to its end; the key is `-`.
  static func read(
    descriptor: Int32, as format: InputFormat
  ) throws(IngestError) -> (document: Document, replaced: ReplacedBytes?) {
    let input = InputFile(borrowing: descriptor)
    let bytes = try input.bytesToEnd(expecting: 0, limit: maximumByteCount)
    let source = Source(
      path: FolderScan.standardInputPath, byteCount: 0, modified: 0,
      contentHash: ContentHash.hash(bytes.span))
    return try article(bytes, format: format, source: source)
  }

  /// Makes a document of a file's bytes.
  package static func document(
    _ bytes: [UInt8], format: InputFormat, source: Source
  ) throws(IngestError) -> Document {
    try article(bytes, format: format, source: source).document
  }

  private static func article(
    _ bytes: [UInt8], format: InputFormat, source: Source
  ) throws(IngestError) -> (document: Document, replaced: ReplacedBytes?) {
    let byteCount = source.path.utf8.count
    guard byteCount <= DocumentKey.maximumByteCount else {
      throw .keyTooLong(byteCount: byteCount, limit: DocumentKey.maximumByteCount)
    }
    let (text, replaced) = try TextDecoder.decode(bytes)
    let fields = format == .markdown ? try markdownFields(text) : try textFields(text)
    var origin = source
    origin.isRepaired = replaced != nil
    return (Document(key: DocumentKey(source.path), fields: fields, source: origin), replaced)
  }

  private static func textFields(_ whole: String) throws(IngestError) -> [Document.Field] {
    let article = TitledText(whole)
    var fields = FieldList()
    try append(article.title, to: .title, of: &fields)
    try append(article.text, to: .text, of: &fields)
    return fields.fields
  }

  /// Makes the fields of a Markdown file.
  ///
  /// The title comes from the front matter, or else from the first heading of the first level, or
  /// else from the first line. A heading that repeats the title stays out of the text as well.
  private static func markdownFields(_ whole: String) throws(IngestError) -> [Document.Field] {
    let frontMatter = try FrontMatter(whole)
    var given = FieldList()
    try frontMatter.flatten(into: &given)
    if let title = given.firstValue(of: .title) {
      let body = MarkdownText(frontMatter.body, title: title)
      try append(body.text, to: .text, of: &given)
      return given.fields
    }
    let body = MarkdownText(frontMatter.body, title: nil)
    var fields = FieldList()
    if let heading = body.heading, !heading.isEmpty {
      try append(heading, to: .title, of: &fields)
      try append(body.text, to: .text, of: &given)
    } else {
      let article = TitledText(body.text)
      try append(article.title, to: .title, of: &fields)
      try append(article.text, to: .text, of: &given)
    }
    return fields.fields + given.fields
  }

  /// Adds a value unless there is nothing in it.
  private static func append(
    _ value: String, to name: FieldName, of fields: inout FieldList
  ) throws(IngestError) {
    if !value.isEmpty { try fields.append(value, to: name) }
  }
}
