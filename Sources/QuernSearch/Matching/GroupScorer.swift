import QuernCodec
import QuernModel

/// The executors' leaf: a term group, which is one word or phrase over the fields that are searched.
///
/// Its score is the sum over its members, in a fixed order, so that every executor gets the same
/// number for the same document.
struct GroupScorer {
  static var end: UInt32 { TermCursor.end }

  /// The current document; ``end`` once the group is exhausted.
  private(set) var document: UInt32

  /// No score is above it.
  let listBound: Double

  /// The number of postings, as a measure of what a walk costs.
  let cost: Int

  // A closed set of two kinds in two arrays, and not an array of an enum: a payload of an enum
  // cannot be changed in place.
  private var words: [WordScorer]
  private var phrases: [PhraseScorer]

  init(words: [WordScorer], phrases: [PhraseScorer]) {
    self.words = words
    self.phrases = phrases
    document = Self.end
    var bound = 0.0
    var cost = 0
    for word in words {
      document = min(document, word.document)
      bound += Double(word.listBound)
      cost += word.cost
    }
    for phrase in phrases {
      document = min(document, phrase.document)
      bound += Double(phrase.listBound)
      cost += phrase.cost
    }
    listBound = bound
    self.cost = cost
  }

  /// The number of documents that match, where it is known without a walk.
  var exactCount: Int? {
    words.count == 1 && phrases.isEmpty ? words[0].exactCount : nil
  }

  mutating func advance() throws(CodecError) {
    let current = document
    document = Self.end
    for index in words.indices {
      if words[index].document == current { try words[index].advance() }
      document = min(document, words[index].document)
    }
    for index in phrases.indices {
      if phrases[index].document == current { try phrases[index].advance() }
      document = min(document, phrases[index].document)
    }
  }

  /// Moves to the first document ≥ `target`, or stays put if already there; never backwards.
  mutating func seek(to target: UInt32) throws(CodecError) {
    guard target > document else { return }
    document = Self.end
    for index in words.indices {
      try words[index].seek(to: target)
      document = min(document, words[index].document)
    }
    for index in phrases.indices {
      try phrases[index].seek(to: target)
      document = min(document, phrases[index].document)
    }
  }

  /// The score of the current document.
  mutating func score() throws(CodecError) -> Double {
    var sum = 0.0
    for index in words.indices where words[index].document == document {
      sum += Double(try words[index].score())
    }
    for index in phrases.indices where phrases[index].document == document {
      sum += Double(try phrases[index].score())
    }
    return sum
  }

  /// Bounds the scores of the documents from `target` to `end`, without unpacking any.
  ///
  /// If `target` is past the current document, that document is given up: the next move is a
  /// ``seek(to:)``.
  mutating func reach(_ target: UInt32) throws(CodecError) -> (bound: Double, end: UInt32) {
    var bound = 0.0
    var end = Self.end
    for index in words.indices {
      let block = try words[index].reach(target)
      bound += Double(block.bound)
      end = min(end, block.end)
    }
    for index in phrases.indices {
      let block = try phrases[index].reach(target)
      bound += Double(block.bound)
      end = min(end, block.end)
    }
    return (bound, end)
  }
}
