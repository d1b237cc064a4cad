namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>Left-looking supernodal L D Lᵀ: dense panels, updated by the panels before them in blocks.</summary>
/// <remarks>
/// E. G. Ng, B. W. Peyton, Block sparse Cholesky algorithms on advanced uniprocessor computers, SIAM J. Sci. Comput. 14
/// (1993), left-looking block algorithm; the panels that have yet to update panel s wait in a list at s. No allocation after
/// construction; every sum has a fixed order, so equal input gives equal bits. Not thread-safe.
/// </remarks>
internal sealed unsafe class SupernodalLdl : NumericLdl
{
    private const int None = -1;
    private const int ProductLength = 16384;
    private const int Rows = PanelKernel.BlockRows;
    private readonly SupernodalPattern _pattern;
    private readonly PanelKernel _kernel;
    private readonly AlignedDoubles _values;
    private readonly AlignedDoubles _product;
    private readonly AlignedDoubles _packed;
    private readonly AlignedDoubles _below;
    private readonly double[] _weights = new double[SupernodalPattern.WidestPanel];
    private readonly int[] _offset;
    private readonly int[] _waiting;
    private readonly int[] _nextWaiting;
    private readonly int[] _progress;

    public SupernodalLdl(int[] permutation, SupernodalPattern pattern, PanelKernel kernel)
        : base(permutation)
    {
        _pattern = pattern;
        _kernel = kernel;
        const int Widest = SupernodalPattern.WidestPanel;
        _values = new AlignedDoubles(pattern.ValueStart[pattern.PanelCount]);
        _product = new AlignedDoubles(ProductLength + (8 * Rows * Widest));
        _packed = new AlignedDoubles(Widest * Widest);
        _below = new AlignedDoubles(pattern.LongestBelow);
        _offset = new int[pattern.Count];
        _waiting = new int[pattern.PanelCount];
        _nextWaiting = new int[pattern.PanelCount];
        _progress = new int[pattern.PanelCount];
    }

    protected override bool FactorisePermuted(ReadOnlySpan<double> values)
    {
        Array.Fill(_waiting, None);
        for (int panel = 0; panel < _pattern.PanelCount; panel++)
        {
            Assemble(panel, values);
            for (int source = _waiting[panel]; source != None;)
            {
                int next = _nextWaiting[source];
                Update(panel, source);
                source = next;
            }

            if (!Eliminate(panel)) return false;
            _progress[panel] = 0;
            Enqueue(panel);
        }

        return true;
    }

    protected override void SolvePermuted(double[] vector)
    {
        fixed (double* x = vector, inverse = InversePivot)
        fixed (int* rows = _pattern.Rows)
        {
            for (int panel = 0; panel < _pattern.PanelCount; panel++) Forward(panel, x, rows);
            for (int k = 0; k < vector.Length; k++) x[k] *= inverse[k];
            for (int panel = _pattern.PanelCount - 1; panel >= 0; panel--) Backward(panel, x, rows);
        }
    }

    /// <summary>Puts a panel into the list of the panel that its next row belongs to.</summary>
    private void Enqueue(int panel)
    {
        int at = _progress[panel];
        if (at == _pattern.RowCount[panel]) return;
        int target = _pattern.PanelOf[_pattern.Rows[_pattern.RowStart[panel] + at]];
        _nextWaiting[panel] = _waiting[target];
        _waiting[target] = panel;
    }

    private int Width(int panel) => _pattern.FirstColumn[panel + 1] - _pattern.FirstColumn[panel];

    /// <summary>Fills a panel with the entries of K and notes where its rows are.</summary>
    private void Assemble(int panel, ReadOnlySpan<double> values)
    {
        int start = _pattern.ValueStart[panel];
        int length = _pattern.ValueStart[panel + 1] - start;
        double* target = _values.Pointer + start;
        new Span<double>(target, length).Clear();
        int from = _pattern.EntryStart[panel];
        int to = _pattern.EntryStart[panel + 1];
        ReadOnlySpan<int> sources = _pattern.EntrySource.AsSpan(from..to);
        ReadOnlySpan<int> targets = _pattern.EntryTarget.AsSpan(from..to);
        for (int k = 0; k < sources.Length; k++) target[targets[k]] = values[sources[k]];
        int width = Width(panel);
        ReadOnlySpan<int> rows = _pattern.Rows.AsSpan(_pattern.RowStart[panel], _pattern.RowCount[panel]);
        for (int r = 0; r < rows.Length; r++) _offset[rows[r]] = (r / Rows * Rows * width) + (r % Rows);
    }

    /// <summary>Subtracts from a panel what an earlier one contributes to it, and sends that one on.</summary>
    private void Update(int panel, int source)
    {
        int rowCount = _pattern.RowCount[source];
        int from = _progress[source];
        int end = _pattern.FirstColumn[panel + 1];
        fixed (int* allRows = _pattern.Rows, offset = _offset)
        {
            int* rows = allRows + _pattern.RowStart[source];
            int to = from + 1;
            while (to < rowCount && rows[to] < end) to++;
            var part = new PanelPart(rows, from, to, rowCount);
            int inner = Width(source);
            int firstColumn = _pattern.FirstColumn[source];
            double* left = _values.Pointer + _pattern.ValueStart[source] + SupernodalPattern.DiagonalLength(inner);
            var target = new PanelTarget(
                _values.Pointer + _pattern.ValueStart[panel], Width(panel), _pattern.FirstColumn[panel], offset);
            if (inner == 1) target.SubtractOuter(part, left, Pivot[firstColumn]);
            else UpdateByBlocks(part, left, inner, firstColumn, target);
            _progress[source] = to;
        }

        Enqueue(source);
    }

    private void UpdateByBlocks(in PanelPart part, double* left, int inner, int firstColumn, in PanelTarget target)
    {
        int columns = part.To - part.From;
        fixed (double* pivot = Pivot)
            Pack(left, inner, pivot + firstColumn, part.From, columns);
        int chunk = Math.Max(4, ProductLength / (Rows * columns) & ~3);
        int blocks = SupernodalPattern.Blocks(part.Count);
        for (int block = part.From / Rows; block < blocks; block += chunk)
        {
            int count = Math.Min(chunk, blocks - block);
            _kernel.Multiply(left + ((long)block * Rows * inner), count, inner, _packed.Pointer, columns, _product.Pointer);
            target.Subtract(part, _product.Pointer, block, count);
        }
    }

    /// <summary>Packs rows of L times D as <see cref="PanelKernel.Multiply"/> wants them.</summary>
    private void Pack(double* left, int inner, double* pivot, int from, int columns)
    {
        double* packed = _packed.Pointer;
        int group;
        for (int j = 0; j < columns; j += group)
        {
            group = columns - j >= 4 ? 4 : columns - j >= 2 ? 2 : 1;
            for (int q = 0; q < group; q++)
            {
                int row = from + j + q;
                double* source = left + SupernodalPattern.BlockOffset(row, inner);
                for (int k = 0; k < inner; k++) packed[(k * group) + q] = source[k * Rows] * pivot[k];
            }

            packed += group * inner;
        }
    }

    /// <summary>Factorises the diagonal block and scales the rows below.</summary>
    private bool Eliminate(int panel)
    {
        int width = Width(panel);
        int first = _pattern.FirstColumn[panel];
        double* diagonal = _values.Pointer + _pattern.ValueStart[panel];
        if (width == 1)
        {
            if (!AcceptPivot(first, diagonal[0])) return false;
            double scale = InversePivot[first];
            for (int r = _pattern.RowCount[panel]; r > 0; r--) diagonal[r] *= scale;
            return true;
        }

        fixed (double* weights = _weights, inverse = InversePivot)
        {
            for (int k = 0; k < width; k++)
            {
                for (int j = 0; j < k; j++) weights[j] = diagonal[(j * width) + k] * Pivot[first + j];
                if (k > 0) _kernel.UpdateColumn(diagonal, width, k, weights);
                if (!AcceptPivot(first + k, diagonal[(k * width) + k])) return false;
                double scale = inverse[first + k];
                for (int i = k + 1; i < width; i++) diagonal[(k * width) + i] *= scale;
            }

            int blocks = SupernodalPattern.Blocks(_pattern.RowCount[panel]);
            double* below = diagonal + SupernodalPattern.DiagonalLength(width);
            _kernel.SolveRight(below, blocks, width, diagonal);
            _kernel.ScaleColumns(below, blocks, width, inverse + first);
        }

        return true;
    }

    private void Forward(int panel, double* x, int* allRows)
    {
        int width = Width(panel);
        double* diagonal = _values.Pointer + _pattern.ValueStart[panel];
        double* own = x + _pattern.FirstColumn[panel];
        for (int k = 0; k + 1 < width; k++)
        {
            double value = own[k];
            for (int i = k + 1; i < width; i++) own[i] -= diagonal[(k * width) + i] * value;
        }

        int count = _pattern.RowCount[panel];
        int* rows = allRows + _pattern.RowStart[panel];
        double* below = diagonal + SupernodalPattern.DiagonalLength(width);
        if (width == 1)
        {
            double value = own[0];
            for (int r = 0; r < count; r++) x[rows[r]] -= below[r] * value;
            return;
        }

        double* product = _below.Pointer;
        _kernel.MultiplyVector(below, SupernodalPattern.Blocks(count), width, own, product);
        for (int r = 0; r < count; r++) x[rows[r]] -= product[r];
    }

    private void Backward(int panel, double* x, int* allRows)
    {
        int width = Width(panel);
        double* diagonal = _values.Pointer + _pattern.ValueStart[panel];
        double* own = x + _pattern.FirstColumn[panel];
        int count = _pattern.RowCount[panel];
        int* rows = allRows + _pattern.RowStart[panel];
        double* below = diagonal + SupernodalPattern.DiagonalLength(width);
        if (width == 1)
        {
            double value = own[0];
            for (int r = 0; r < count; r++) value -= below[r] * x[rows[r]];
            own[0] = value;
            return;
        }

        double* gathered = _below.Pointer;
        for (int r = 0; r < count; r++) gathered[r] = x[rows[r]];
        int blocks = SupernodalPattern.Blocks(count);
        for (int r = count; r < blocks * Rows; r++) gathered[r] = 0.0;
        _kernel.SubtractTransposed(below, blocks, width, gathered, own);
        for (int k = width - 2; k >= 0; k--)
        {
            double sum = own[k];
            for (int i = k + 1; i < width; i++) sum -= diagonal[(k * width) + i] * own[i];
            own[k] = sum;
        }
    }
}
