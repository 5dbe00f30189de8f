/**
 * General words of English and of the field that end names of methods. Which of
 * them are kept, and with what weight, the training decides.
 */
export const HEAD_WORDS: readonly string[] = (
  'model system algorithm approach method technique framework representation parser grammar classifier learning process ' +
  'component network strategy architecture parsing module theory procedure heuristic modeling paradigm measure formalism ' +
  'recognition solution tool mapping propagation tree mechanism scheme optimization filter disambiguation technology rule ' +
  'decoder encoder clustering training classification recognizer search function graph reasoning voting unification ' +
  'boosting regression agent tracker transform conversion estimator estimation combination programming detection engine ' +
  'learner selection kernel field machine evaluation alignment schema logic decoding formulation descriptor pipeline ' +
  'checker generation reconstruction stemmer tagger tagging analyzer analysis toolkit feature histogram automaton ' +
  'transducer lexicon segmentation inference sampling smoothing interpolation pruning bootstrapping induction matching ' +
  'similarity ranking entropy indexing annealing factorization decomposition embedding attention transformer convolution ' +
  'regularization normalization backoff gram trigram bigram ontology translation synthesis prior likelihood distribution ' +
  'chain layer loss descent detector simulator scorer generator translator planner solver optimizer dictionary thesaurus ' +
  'pattern constraint knowledge structure information relation wordnet context supervision unsupervised supervised ' +
  'statistical probabilistic hybrid semantic morphological discriminative generative stochastic linear template corpus web ' +
  'cue collocation cooccurrence statistic based driven interface editor browser program environment extraction extractor ' +
  'identification retrieval adaptation expansion reduction projection approximation computation segmenter chunker chunking ' +
  'aligner processor processing policy flow cut stereo vector space metric distance variable markov perceptron ' +
  'autoencoder scheduling planning hashing coding compression quantization augmentation distillation transfer tuning ' +
  'mining partitioning resolution tracking control controller scheduler protocol index compiler calculus semantics prover ' +
  'encoding stack memory score test criterion bundle wavelet filtering calibration registration rendering'
).split(' ');
