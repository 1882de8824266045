import QuernModel

/// The documents that the index knows, by key and by file, with what a run has found of each: all of
/// them, or those that were asked for.
struct KnownTable {
  /// What a run has found of one known document.
  struct State {
    /// The number of the file whose document has the key now; ``noFile`` while none was found.
    var winner = noFile

    /// Whether the document's own file still has the key, or may have it.
    var isProvided = false

    /// Whether the document stays because nothing better is known.
    var isKept = false
  }

  /// A document that takes the place of a known one, to be read again when all is decided.
  struct Replacement {
    var index: Int
    var file: Int

    /// Where the document stands in the file; `nil` where it is the whole file.
    var line: (number: Int, offset: Int, byteCount: Int)?
    var source: Source
  }

  /// Before all files.
  static let noFile = -1

  /// After all files: wins against all of them.
  static let beyondAllFiles = Int.max

  /// Whether the index has no others.
  let isComplete: Bool

  private(set) var documents: [KnownDocument] = []
  var states: [State] = []
  var replacements: [Int: Replacement] = [:]
  private var indices: [DocumentKey: Int] = [:]

  // The documents of one file form a list: its first, and to each the next.
  private var firstOfFile: [FilePath: Int] = [:]
  private var nextOfFile: [Int] = []

  /// Knows nothing yet; what is needed is inserted.
  init() { isComplete = false }

  /// Knows all.
  init(all documents: [KnownDocument]) {
    isComplete = true
    indices.reserveCapacity(documents.count)
    for document in documents { insert(document) }
  }

  /// Takes in a document that the index has under a key which is not here yet.
  mutating func insert(_ document: KnownDocument) {
    let index = documents.count
    documents.append(document)
    states.append(State())
    indices[document.key] = index
    let path = FilePath(document.source.path)
    nextOfFile.append(firstOfFile.updateValue(index, forKey: path) ?? Self.noFile)
  }

  func index(of key: DocumentKey) -> Int? { indices[key] }

  /// The documents that came from a file.
  func indices(of path: FilePath) -> [Int] {
    guard let first = firstOfFile[path] else { return [] }
    return Array(
      sequence(first: first) { [nextOfFile] index in
        nextOfFile[index] == Self.noFile ? nil : nextOfFile[index]
      })
  }

  /// Lets a file's document have the key of a known one, unless a later file has it.
  ///
  /// The replacement says how to read the document again; `nil` where it is the known one itself.
  /// The result is whether two documents of this run have the key.
  mutating func offer(_ index: Int, from file: Int, _ replacement: Replacement?) -> Bool {
    let isDuplicate = states[index].winner != Self.noFile
    guard file >= states[index].winner else { return isDuplicate }
    states[index].winner = file
    states[index].isKept = false
    replacements[index] = replacement
    return isDuplicate
  }
}
