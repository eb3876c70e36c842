"""Training compute: what a run needs by the 6ND rule, and what part of the hardware's peak it used."""

SECONDS_AN_HOUR = 3600


def training_flops(active_parameters, tokens, operations: float = 6.0):
    """Return the floating-point operations of a training run.

    active_parameters: parameters used for each token (count). tokens: training tokens (count).
    operations: per parameter and token; 6 is two for the forward and four for the backward pass.
        It leaves out attention, which grows with the length of the text, and any recomputation.

    Numbers or Series of equal length; missing inputs give missing results.
    Source: Kaplan et al., Scaling Laws for Neural Language Models (2020), section 2.1.
    """
    return operations * active_parameters * tokens


def model_flops_utilisation(flops, gpu_hours, peak):
    """Return the share (0 to 1) of the hardware's peak that reached the model: MFU.

    flops: operations of the run (count). gpu_hours: hours times processors. peak: dense operations
    per second of one processor, in the number format of the run.

    Source: Chowdhery et al., PaLM: Scaling Language Modeling with Pathways (2022), appendix B.
    """
    return flops / (gpu_hours * SECONDS_AN_HOUR * peak)
