// Lucene behind the line protocol of compare.py:
//
//   LuceneEngine build INDEX CORPUS.tsv [THREADS]    lines of KEY, tab, words
//   LuceneEngine serve INDEX
//
// BM25 with k1 1.2 and b 0.75, positions, one segment, no cache of results.

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.Version;

public class LuceneEngine {
  static final BM25Similarity BM25 = new BM25Similarity(1.2f, 0.75f);
  static final int BATCH = 256;

  // Building

  static void build(Path folder, Path corpus, int threads) throws Exception {
    var configuration = new IndexWriterConfig(new WhitespaceAnalyzer());
    configuration.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    configuration.setSimilarity(BM25);
    configuration.setRAMBufferSizeMB(512);
    configuration.setUseCompoundFile(false);
    long begun = System.nanoTime();
    long added;
    try (var directory = new MMapDirectory(folder);
        var writer = new IndexWriter(directory, configuration);
        var lines = Files.newBufferedReader(corpus)) {
      addAll(writer, lines, threads);
      writer.commit();
      added = System.nanoTime();
      writer.forceMerge(1);
      writer.commit();
    }
    long ended = System.nanoTime();
    try (var reader = DirectoryReader.open(new MMapDirectory(folder))) {
      System.out.printf(
          "{\"version\": \"%s\", \"docs\": %d, \"segments\": %d, \"index_s\": %.3f, "
              + "\"merge_s\": %.3f, \"bytes\": %d}%n",
          Version.LATEST, reader.numDocs(), reader.leaves().size(), (added - begun) / 1e9,
          (ended - added) / 1e9, size(folder));
    }
  }

  static void addAll(IndexWriter writer, BufferedReader lines, int threads) throws Exception {
    if (threads == 1) {
      for (String line; (line = lines.readLine()) != null; ) add(writer, line);
      return;
    }
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    Callable<Void> work =
        () -> {
          for (List<String> batch; !(batch = take(lines)).isEmpty(); ) {
            for (String line : batch) add(writer, line);
          }
          return null;
        };
    var results = new ArrayList<java.util.concurrent.Future<Void>>();
    for (int i = 0; i < threads; i++) results.add(workers.submit(work));
    for (var result : results) result.get();
    workers.shutdown();
  }

  static List<String> take(BufferedReader lines) throws IOException {
    synchronized (lines) {
      var batch = new ArrayList<String>(BATCH);
      for (String line; batch.size() < BATCH && (line = lines.readLine()) != null; ) {
        batch.add(line);
      }
      return batch;
    }
  }

  static void add(IndexWriter writer, String line) throws IOException {
    int tab = line.indexOf('\t');
    var document = new Document();
    document.add(new StoredField("key", line.substring(0, tab)));
    document.add(new TextField("text", line.substring(tab + 1), Field.Store.NO));
    writer.addDocument(document);
  }

  static long size(Path folder) throws IOException {
    long size = 0;
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) size += Files.size(file);
    }
    return size;
  }

  // Queries: optional +, - before a word or a phrase in quotation marks

  static final Pattern CLAUSE = Pattern.compile("([+-]?)(?:\"([^\"]*)\"|(\\S+))");

  static Query parse(String text) {
    var query = new BooleanQuery.Builder();
    Query last = null;
    int count = 0;
    for (Matcher clause = CLAUSE.matcher(text); clause.find(); count++) {
      String words = clause.group(2) != null ? clause.group(2) : clause.group(3);
      last = leaf(words.trim().split(" +"));
      query.add(
          last,
          switch (clause.group(1)) {
            case "+" -> Occur.MUST;
            case "-" -> Occur.MUST_NOT;
            default -> Occur.SHOULD;
          });
    }
    return count == 1 ? last : query.build();
  }

  static Query leaf(String[] words) {
    if (words.length == 1) return new TermQuery(new Term("text", words[0]));
    return new PhraseQuery("text", words);
  }

  // Answering

  final DirectoryReader reader;
  final IndexSearcher searcher;

  LuceneEngine(Path folder) throws IOException {
    reader = DirectoryReader.open(new MMapDirectory(folder));
    searcher = new IndexSearcher(reader);
    searcher.setSimilarity(BM25);
    searcher.setQueryCache(null);
  }

  /** The number of matches, or the best ones; null for a command that is not known. */
  Object run(String command, String text) throws IOException {
    Query query = parse(text);
    return switch (command) {
      case "COUNT" -> searcher.count(query);
      case "TOP_10" -> best(query, 10, 10);
      case "TOP_100" -> best(query, 100, 100);
      case "TOP_1000" -> best(query, 1000, 1000);
      case "TOP_10_COUNT" -> best(query, 10, Integer.MAX_VALUE);
      default -> null;
    };
  }

  /** Scores what can be among the first count; hits are counted up to the exact number. */
  TopDocs best(Query query, int count, int exact) throws IOException {
    var collector = TopScoreDocCollector.create(count, null, exact);
    searcher.search(query, collector);
    return collector.topDocs();
  }

  String answer(String[] parts) throws IOException {
    switch (parts[0]) {
      case "STATS":
        return String.format(
            "{\"version\": \"Lucene %s, Java %s\", \"docs\": %d, \"segments\": %d}",
            Version.LATEST, Runtime.version().feature(), reader.numDocs(), reader.leaves().size());
      case "BENCH":
        long[] times = new long[Integer.parseInt(parts[2])];
        for (int i = 0; i < times.length; i++) {
          long begun = System.nanoTime();
          if (run(parts[1], parts[3]) == null) return "UNSUPPORTED";
          times[i] = System.nanoTime() - begun;
        }
        Arrays.sort(times);
        return times[0] + " " + times[times.length / 2];
      default:
        Object result = run(parts[0], parts[1]);
        if (result instanceof TopDocs hits) {
          return list(hits) + (parts[0].endsWith("COUNT") ? "\t" + hits.totalHits.value : "");
        }
        return result == null ? "UNSUPPORTED" : result.toString();
    }
  }

  String list(TopDocs hits) throws IOException {
    var texts = new ArrayList<String>();
    for (ScoreDoc hit : hits.scoreDocs) {
      String key = searcher.storedFields().document(hit.doc).get("key");
      texts.add("[\"" + key + "\", " + hit.score + "]");
    }
    return texts.toString();
  }

  void serve() throws IOException {
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (String line; (line = lines.readLine()) != null; ) {
      String answer;
      try {
        answer = answer(line.split("\t"));
      } catch (Exception error) {
        answer = "ERROR " + error.toString().replace('\n', ' ');
      }
      out.println(answer);
      out.flush();
    }
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    if (arguments[0].equals("serve")) {
      new LuceneEngine(folder).serve();
    } else {
      int threads = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1;
      build(folder, Path.of(arguments[2]), threads);
    }
  }
}
