import CKernels
import QuernCodec
import QuernModel
import QuernTestSupport

@testable import QuernSearch

/// Some words in two fields of random documents; no list where a field lacks a word.
struct FieldWords {
  var fields: [KernelLists] = []

  /// By field and word.
  var lists: [[[UInt32: UInt32]]] = []

  init(wordCount count: Int, _ random: inout SeededGenerator) {
    let documentCount = [200, 1_500, 6_000].randomElement(using: &random) ?? 200
    // Where k1 is 0, ratios are infinite.
    let model = BM25(k1: [1.2, 1.2, 0].randomElement(using: &random) ?? 1.2, b: 0.75)
    let idfs = (0..<count).map { _ in Double.random(in: 0.1...9, using: &random) }
    for averageLength in [150.0, 12] {
      let norms = NormTable(model, averageLength: averageLength)
      let lengths = (0..<documentCount).map { _ in UInt8.random(in: 10...90, using: &random) }
      var kernel = KernelLists(lengths: lengths, documentCount: UInt32(documentCount))
      var writer = PostingListWriter()
      lists.append([])
      for idf in idfs {
        let list = Self.list(documentCount, &random)
        lists[lists.count - 1].append(list)
        for (document, frequency) in list.sorted(by: { $0.key < $1.key }) {
          writer.append(
            document: document, lengthCode: lengths[Int(document)],
            positions: [UInt32](repeating: 1, count: Int(frequency)))
        }
        kernel.entries.append(
          list.isEmpty
            ? TermEntry(
              documentFrequency: 0, totalFrequency: 0, postingsOffset: 0, positionsOffset: 0)
            : writer.finishList())
        kernel.weights.append(TermWeight(model, weight: 1, idf: idf, norms: norms))
      }
      kernel.postings = writer.takePostings()
      fields.append(kernel)
    }
  }

  /// From anywhere to anywhere: a list may end early or begin late, or have no document.
  private static func list(
    _ documentCount: Int, _ random: inout SeededGenerator
  ) -> [UInt32: UInt32] {
    let shares = [1, 0.5, 0.2, 0.03, 20 / Double(documentCount), 0]
    let share = shares.randomElement(using: &random) ?? 1
    let places = (0..<2).map { _ in Int.random(in: 0..<documentCount, using: &random) }.sorted()
    let range = Bool.random(using: &random) ? places[0]...places[1] : 0...documentCount - 1
    let most: UInt32 = [1, 3, 300].randomElement(using: &random) ?? 1
    var list: [UInt32: UInt32] = [:]
    for document in range where Double.random(in: 0..<1, using: &random) < share {
      let isRich = Int.random(in: 0..<9, using: &random) == 0
      list[UInt32(document)] = isRich ? UInt32.random(in: 1...most, using: &random) : 1
    }
    return list
  }

  private func ratio(_ document: UInt32, _ field: Int, _ word: Int) -> Float {
    guard let frequency = lists[field][word][document] else { return 0 }
    let code = fields[field].lengths[Int(document)]
    return Float(frequency) * fields[field].weights[word].norms.inverse(code)
  }

  /// What a document scores for a word, in both fields.
  func score(_ document: UInt32, _ word: Int) -> Double {
    let weight = fields[0].weights[word]
    let base = ratio(document, 0, word)
    return Double(weight.score(ratio: base))
      + Double(weight.addition(ratio: ratio(document, 1, word), base: base))
  }

  func frequency(_ word: Int) -> Int { lists[0][word].count + lists[1][word].count }

  /// Opens the lists of a field, every other one, from the place of the field on.
  private func open(
    _ field: Int, _ order: [Int], _ kernelField: inout quern_field,
    _ opened: UnsafeMutablePointer<quern_list>, _ memory: ListMemory
  ) -> Bool {
    for (place, word) in order.enumerated() {
      let number = 2 * place + field
      let (entry, weight) = (fields[field].entries[word], fields[field].weights[word].weight)
      let documents = unsafe memory.documents(of: number)
      let frequencies = unsafe memory.frequencies(of: number)
      if entry.documentFrequency == 0 {
        unsafe opened[number] = quern_empty_list(weight, documents, frequencies)
      } else if unsafe quern_open_list(
        &kernelField, Int(entry.postingsOffset), entry.documentFrequency, weight, documents,
        frequencies, opened + number) == 0
      {
        return false
      }
    }
    return true
  }

  /// Opens two lists for each word, in some order of the words, and calls a function with the fields and them.
  ///
  /// - Returns: what the function says; `false` where the bytes are not sound.
  func open(
    _ order: [Int], _ memory: ListMemory,
    _ body: ([quern_field], UnsafeMutablePointer<quern_list>) -> Bool
  ) -> Bool {
    let opened = UnsafeMutablePointer<quern_list>.allocate(capacity: 2 * order.count)
    defer { unsafe opened.deallocate() }
    return unsafe fields[0].withField { longer in
      unsafe fields[1].withField { shorter in
        guard unsafe open(0, order, &longer, opened, memory),
          unsafe open(1, order, &shorter, opened, memory)
        else { return false }
        return unsafe body([longer, shorter], opened)
      }
    }
  }
}
